import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData, useRevalidator, type ClientLoaderFunctionArgs } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import { BlockStack, Page } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { z } from "zod";
import { BrandCard } from "#app/components/brand-card.tsx";
import { problemOf } from "#app/components/describe-problem.ts";
import { KeptDataCard } from "#app/components/kept-data-card.tsx";
import { NemoAccountCard } from "#app/components/nemo-account-card.tsx";
import { RemoveAllCard } from "#app/components/remove-all-card.tsx";
import { SettingsSection } from "#app/components/settings-section.tsx";
import { showToast } from "#app/components/show-toast.ts";
import { SpendingCard } from "#app/components/spending-card.tsx";
import { useKeptDefaults } from "#app/components/use-kept-defaults.ts";
import { useSubmitOnce } from "#app/components/use-submit-once.ts";
import { VideoDefaultsCard } from "#app/components/video-defaults-card.tsx";
import { readForm } from "#app/lib/read-body.ts";
import { services } from "#app/services.server.ts";
import { authenticate } from "#app/shopify.server.ts";
import { shopSettingsInput } from "#app/shops/shop-settings.ts";
import type { TestedBalance } from "#app/shops/shops-service.ts";
import { withWords, type PageHandle } from "#app/words/load-words.ts";
import { say, type WordId } from "#app/words/say.ts";

// Whether a text can be a token, a recipe or a language is the domain's to judge, with a sentence; this only keeps absurd bodies out.
const wanted = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), settings: z.string().max(20_000).transform(readJson).pipe(shopSettingsInput) }),
  z.object({ intent: z.literal("connect"), nemoToken: z.string().max(4_000) }),
  z.object({ intent: z.literal("test") }),
  z.object({ intent: z.literal("disconnect") }),
  z.object({ intent: z.literal("remove_all") }),
]);
type Wanted = z.infer<typeof wanted>;

function readJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "not JSON" });
    return z.NEVER;
  }
}

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { shop } = session;
  const { shops, videos } = services();
  const [settings, removal] = await Promise.all([shops.readSettings({ shop }), videos.readRemoval({ shop })]);
  return { shop, settings, removal };
}

export async function action({ request }: ActionFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const parsed = wanted.safeParse(await readForm(request));
  if (!parsed.success) throw json({}, { status: 400 });
  const { intent } = parsed.data;
  try {
    return json({ intent, done: true, at: Date.now(), balance: await act(parsed.data, { shop: session.shop, person: sessionToken?.sub ?? null }), problem: null });
  } catch (error) {
    return json({ intent, done: false, at: Date.now(), balance: null, problem: problemOf(error, { spends: false }) }, { status: 409 });
  }
}

async function act(asked: Wanted, { shop, person }: { shop: string; person: string | null }): Promise<TestedBalance | null> {
  const { shops, videos } = services();
  switch (asked.intent) {
    case "save":
      await shops.saveSettings({ shop, settings: asked.settings });
      return null;
    case "connect":
      return shops.connectNemo({ shop, nemoToken: asked.nemoToken });
    case "test":
      return shops.testNemo({ shop });
    case "disconnect":
      await shops.disconnectNemo({ shop });
      return null;
    case "remove_all":
      await videos.removeAllVideos({ shop, askedBy: person });
      return null;
  }
}

export const handle: PageHandle = { words: ["settings", "product"] };

export const clientLoader = ({ serverLoader }: ClientLoaderFunctionArgs) => withWords(handle, serverLoader<typeof loader>());

export const meta: MetaFunction = () => [{ title: say("frame.page_title", { page: say("frame.settings") }) }];

const confirmations = {
  save: "settings.saved", connect: "settings.account_now_connected", disconnect: "settings.account_now_disconnected", test: null, remove_all: "settings.removal_begun",
} as const satisfies Record<Wanted["intent"], WordId | null>;

export default function Settings() {
  const { shop, settings, removal } = useLoaderData<typeof loader>();
  const account = useFetcher<typeof action>();
  const saving = useFetcher<typeof action>();
  const removing = useFetcher<typeof action>();
  const revalidator = useRevalidator();
  const form = useKeptDefaults(shop, settings.defaults);
  const submitAccount = useSubmitOnce(account);
  const submitSave = useSubmitOnce(saving);
  const submitRemoval = useSubmitOnce(removing);
  useConfirmation(account.data);
  useConfirmation(removing.data);
  useConfirmation(saving.data);
  const saveProblem = form.edited ? (saving.data?.problem ?? null) : null;
  const busyWith = account.state === "idle" ? null : String(account.formData?.get("intent") ?? "");
  const said = busyWith === null ? account.data : undefined;
  const [changed, setChanged] = useState(0);
  useEffect(() => {
    if (said?.done && said.intent !== "test") setChanged(said.at);
  }, [said]);
  return (
    <Page title={say("frame.settings")}>
      <SaveBar id="settings-save-bar" open={form.edited}>
        <button variant="primary" onClick={() => submitSave({ intent: "save", settings: JSON.stringify(form.defaults) })} disabled={saving.state !== "idle"}>
          {say("settings.save")}
        </button>
        <button onClick={form.reset} disabled={saving.state !== "idle"}>
          {say("settings.discard")}
        </button>
      </SaveBar>
      <BlockStack gap={{ xs: "800", sm: "600" }}>
        <SettingsSection title={say("settings.section_account")} about={say("settings.section_account_about")}>
          <NemoAccountCard
            account={settings.account}
            tested={said?.balance ?? null}
            busy={busyWith}
            problem={said?.problem ? { intent: said.intent, says: said.problem } : null}
            changed={changed}
            onAct={submitAccount}
          />
        </SettingsSection>
        <SettingsSection title={say("settings.section_videos")} about={say("settings.section_videos_about")}>
          <VideoDefaultsCard defaults={form.defaults} recipes={settings.recipes} shopLanguage={settings.shopLanguage} problem={saveProblem} onChange={form.change} />
        </SettingsSection>
        <SettingsSection title={say("settings.section_brand")} about={say("settings.section_brand_about")}>
          <BrandCard brand={form.defaults.brand} logo={settings.logo} onChange={(brand) => form.change({ brand })} onLogoChanged={() => revalidator.revalidate()} />
        </SettingsSection>
        <SettingsSection title={say("settings.section_spending")} about={say("settings.section_spending_about")}>
          <SpendingCard settings={form.defaults} sendsMail={settings.sendsMail} problem={saveProblem} onChange={form.change} />
        </SettingsSection>
        <SettingsSection title={say("settings.section_data")} about={say("settings.section_data_about")}>
          <BlockStack gap="400">
            <RemoveAllCard view={removal} busy={removing.state !== "idle"} problem={removing.data?.problem ?? null} onRemove={() => submitRemoval({ intent: "remove_all" })} />
            <KeptDataCard />
          </BlockStack>
        </SettingsSection>
      </BlockStack>
    </Page>
  );
}

/** Says once that something was done; what was not done stays on the page instead. */
function useConfirmation(data: { intent: keyof typeof confirmations; done: boolean } | undefined): void {
  useEffect(() => {
    const id = data?.done ? confirmations[data.intent] : null;
    if (id) showToast(say(id));
  }, [data]);
}
