import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, type ClientLoaderFunctionArgs } from "@remix-run/react";
import { BlockStack, Layout, Page } from "@shopify/polaris";
import { RunningBatchesCard } from "#app/components/batches/running-batches-card.tsx";
import { CreditsCard } from "#app/components/credits-card.tsx";
import { FirstRunGuide } from "#app/components/first-run-guide.tsx";
import { usePolledJson } from "#app/components/use-polled-json.ts";
import { useServerNow } from "#app/components/use-server-now.ts";
import { VideoListCard } from "#app/components/video-list-card.tsx";
import { services } from "#app/services.server.ts";
import { authenticate } from "#app/shopify.server.ts";
import { withWords, type PageHandle } from "#app/words/load-words.ts";
import { say } from "#app/words/say.ts";
import type { HomeView } from "#app/videos/videos-service.ts";

/** The home page asks NemoVideo for the balance as well, so it looks less often than the page of one video. */
const LOOK_EVERY_MS = 10_000;
const BATCHES_LOOKED_AT = 10;

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { videos, batches } = services();
  const [home, newest] = await Promise.all([videos.home({ shop: session.shop }), batches.listBatches({ shop: session.shop, before: null, take: BATCHES_LOOKED_AT })]);
  return { home, newest, now: new Date().toISOString() };
}

export const handle: PageHandle = { words: ["home", "batches"] };

export const clientLoader = ({ serverLoader }: ClientLoaderFunctionArgs) => withWords(handle, serverLoader<typeof loader>());

export const meta: MetaFunction = () => [{ title: say("frame.page_title", { page: say("frame.home") }) }];

const somethingMoves = (home: HomeView) => home.making.length > 0;

export default function Home() {
  const data = useLoaderData<typeof loader>();
  const { value: home } = usePolledJson<HomeView>({ url: "/app/home-progress", initial: data.home, everyMs: LOOK_EVERY_MS, moving: somethingMoves, paused: false });
  const now = useServerNow(data.now, home.making.length > 0);
  const empty = home.needsYou.length + home.making.length + home.recent.length === 0 && !home.knowsTheWay;
  return (
    <Page title={say("frame.home")} {...(!empty && { primaryAction: { content: say("home.choose_product"), url: "/app/products" } })}>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {!home.knowsTheWay && <FirstRunGuide begun={home.making.length > 0} ready={home.needsYou.length > 0} />}
            <RunningBatchesCard initial={data.newest} />
            <VideoListCard title={say("home.needs_you")} videos={home.needsYou} now={now} hint={empty ? null : say("home.nothing_waits")} />
            <VideoListCard title={say("home.being_made")} videos={home.making} now={now} hint={empty ? null : say("home.nothing_made")} />
            <VideoListCard title={say("home.lately_published")} videos={home.recent} now={now} hint={null} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <CreditsCard credits={home.credits} />
        </Layout.Section>
      </Layout>
    </Page>
  );
}
