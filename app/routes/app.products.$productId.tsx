import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate, useRevalidator, type ClientLoaderFunctionArgs } from "@remix-run/react";
import { Badge, Page } from "@shopify/polaris";
import { z } from "zod";
import { problemOf } from "#app/components/describe-problem.ts";
import { productStatusWords } from "#app/components/listed-product.ts";
import { ProblemBanner } from "#app/components/problem-banner.tsx";
import { ProductView } from "#app/components/product-view.tsx";
import { useSubmitOnce } from "#app/components/use-submit-once.ts";
import { productGidOf } from "#app/lib/product-address.ts";
import { readForm } from "#app/lib/read-body.ts";
import { services } from "#app/services.server.ts";
import { withWords, type PageHandle } from "#app/words/load-words.ts";
import { say } from "#app/words/say.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readChosenOptions } from "#app/videos/choices.ts";

// The length that NemoVideo takes is the domain's to judge, with a sentence; this only keeps absurd bodies out.
const wanted = z.object({ recipe: z.string().min(1).max(100), prompt: z.string().max(100_000), choices: z.string().max(10_000).optional() });

const noSuchProduct = () => json({ says: say("product.not_in_shop") }, { status: 404 });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { admin, session } = await authenticate.admin(request);
  const productGid = productGidOf(params.productId);
  if (!productGid) throw noSuchProduct();
  const { videos, shopifyFor } = services();
  const now = new Date().toISOString();
  try {
    const page = await videos.productPage({ shop: session.shop, admin: shopifyFor(admin, session.shop), productGid, recipe: new URL(request.url).searchParams.get("recipe") });
    if (!page) throw noSuchProduct();
    return { page, problem: null, now };
  } catch (error) {
    return { page: null, problem: problemOf(error, { spends: false }), now };
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { admin, session, sessionToken } = await authenticate.admin(request);
  const productGid = productGidOf(params.productId);
  const parsed = wanted.safeParse(await readForm(request));
  // Without choices (an older page, a script) those of the last time are taken.
  const chosen = parsed.data?.choices === undefined ? null : readChosenOptions(parsed.data.choices);
  if (!productGid || !parsed.success || (parsed.data.choices !== undefined && !chosen)) throw json({}, { status: 400 });
  const { recipe, prompt } = parsed.data;
  const { videos, shopifyFor } = services();
  try {
    // The prompt as the page showed it, also when it was not edited: what is sent is what was read.
    const { videoId, already } = await videos.requestVideo({
      shop: session.shop, admin: shopifyFor(admin, session.shop), productGid, recipe, prompt, chosen, requestedBy: sessionToken?.sub ?? null,
    });
    return redirect(`/app/videos/${videoId}${already ? "?already=1" : ""}`);
  } catch (error) {
    return json({ problem: problemOf(error, { spends: true }) }, { status: 409 });
  }
}

export const handle: PageHandle = { words: ["product", "products", "prompt"] };

export const clientLoader = ({ serverLoader }: ClientLoaderFunctionArgs) => withWords(handle, serverLoader<typeof loader>());

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: say("frame.page_title", { page: data?.page?.product.title ?? say("product.product") }) }];

export default function Product() {
  const { page, problem, now } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const submit = useSubmitOnce(fetcher);
  const revalidator = useRevalidator();
  const navigate = useNavigate();
  const backAction = { content: say("frame.products"), url: "/app/products" };
  if (!page) {
    return (
      <Page title={say("product.product")} backAction={backAction}>
        <ProblemBanner problem={problem} title={say("product.not_read")} action={{ content: say("common.try_again"), onAction: () => revalidator.revalidate(), loading: revalidator.state === "loading" }} />
      </Page>
    );
  }
  const status = productStatusWords[page.product.productStatus];
  return (
    <Page title={page.product.title} titleMetadata={<Badge {...(status.tone && { tone: status.tone })}>{say(status.text)}</Badge>} backAction={backAction}>
      <ProductView
        key={`${page.product.productGid} ${page.plan.recipe}`}
        page={page}
        now={now}
        busy={fetcher.state !== "idle"}
        problem={fetcher.data?.problem ?? null}
        path={`/app/products/${page.product.productGid.split("/").at(-1)}`}
        onRecipe={(recipe) => navigate(`?recipe=${encodeURIComponent(recipe)}`, { replace: true, preventScrollReset: true })}
        onFilesChanged={() => revalidator.revalidate()}
        onGenerate={({ prompt, chosen }) => submit({ recipe: page.plan.recipe, prompt, choices: JSON.stringify(chosen) })}
      />
    </Page>
  );
}
