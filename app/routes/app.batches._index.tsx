import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, type ClientLoaderFunctionArgs } from "@remix-run/react";
import { Card, Page, Pagination } from "@shopify/polaris";
import { z } from "zod";
import { BatchList } from "#app/components/batches/batch-list.tsx";
import type { BatchPage } from "#app/components/batches/batch-page.ts";
import { NoBatches } from "#app/components/batches/no-batches.tsx";
import { problemOf } from "#app/components/describe-problem.ts";
import { useCursorTrail } from "#app/components/use-cursor-trail.ts";
import { usePolledJson } from "#app/components/use-polled-json.ts";
import { readForm } from "#app/lib/read-body.ts";
import { services } from "#app/services.server.ts";
import { withWords, type PageHandle } from "#app/words/load-words.ts";
import { say } from "#app/words/say.ts";
import { authenticate } from "#app/shopify.server.ts";
import { BATCH_LIMIT } from "#app/videos/batches/batches-service.ts";
import { moves } from "#app/videos/batches/batch-moves.ts";

const A_PAGE = 20;
const LOOK_EVERY_MS = 5_000;

const number = z.string().regex(/^\d{1,20}$/);
const selection = z.discriminatedUnion("kind", [
  // by number: 10,000 of them stay far below what a form may hold
  z.object({ kind: z.literal("hand"), products: z.array(number).min(1).max(BATCH_LIMIT) }),
  z.object({ kind: z.literal("search"), search: z.string().trim().min(1).max(1_000) }),
  z.object({ kind: z.literal("collection"), collectionGid: z.string().regex(/^gid:\/\/shopify\/Collection\/\d{1,20}$/), collectionTitle: z.string().max(255) }),
  z.object({ kind: z.literal("without_video") }),
]);
const wanted = z.object({ requestKey: z.uuid(), selection: z.string().transform((text, context) => parsed(text, context)).pipe(selection) });

function parsed(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "no JSON" });
    return z.NEVER;
  }
}

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const before = new URL(request.url).searchParams.get("after");
  return services().batches.listBatches({ shop: session.shop, before: z.uuid().safeParse(before).success ? before : null, take: A_PAGE });
}

/** Takes a choice of products in and goes to its page, where the merchant reads what it comes to. Nothing is spent by it. */
export async function action({ request }: ActionFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const asked = wanted.safeParse(await readForm(request));
  if (!asked.success) throw json({}, { status: 400 });
  const { requestKey, selection: chosen } = asked.data;
  try {
    const { batchId } = await services().batches.createBatch({
      shop: session.shop, requestKey, requestedBy: sessionToken?.sub ?? null, recipe: null, chosen: null,
      selection: chosen.kind === "hand" ? { kind: "hand", productGids: chosen.products.map((id) => `gid://shopify/Product/${id}`) } : chosen,
    });
    return redirect(`/app/batches/${batchId}`);
  } catch (error) {
    return json({ problem: problemOf(error, { spends: false }) }, { status: 409 });
  }
}

export const handle: PageHandle = { words: ["batches"] };

export const clientLoader = ({ serverLoader }: ClientLoaderFunctionArgs) => withWords(handle, serverLoader<typeof loader>());

export const meta: MetaFunction = () => [{ title: say("frame.page_title", { page: say("frame.batches") }) }];

export default function Batches() {
  const data = useLoaderData<typeof loader>();
  const trail = useCursorTrail();
  const after = trail.after ? `?before=${trail.after}` : "";
  const { value: page } = usePolledJson<BatchPage>({ url: `/app/batches-progress${after}`, initial: data, everyMs: LOOK_EVERY_MS, moving: (seen) => seen.batches.some(moves), paused: false });
  const empty = page.batches.length === 0 && !trail.hasPrevious;
  return (
    <Page title={say("frame.batches")} {...(!empty && { primaryAction: { content: say("batches.select_products"), url: "/app/products" } })}>
      {empty ? (
        <NoBatches />
      ) : (
        <Card padding="0">
          <BatchList label={say("frame.batches")} batches={page.batches} />
          {(trail.hasPrevious || page.next) && (
            <Pagination type="table" hasPrevious={trail.hasPrevious} onPrevious={trail.previous} hasNext={page.next !== null} onNext={() => page.next && trail.next(page.next)} />
          )}
        </Card>
      )}
    </Page>
  );
}
