import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData, useRevalidator, type ClientLoaderFunctionArgs } from "@remix-run/react";
import { Badge, Page } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { z } from "zod";
import { actOnBatch } from "#app/act-on-batch.server.ts";
import { BatchPageView } from "#app/components/batches/batch-page-view.tsx";
import { batchBadge } from "#app/components/batches/batch-words.ts";
import { groupQuestions } from "#app/components/batches/group-questions.ts";
import { toItemRow } from "#app/components/batches/item-row-data.ts";
import { useApproveQueue } from "#app/components/batches/use-approve-queue.ts";
import { problemOf } from "#app/components/describe-problem.ts";
import { showToast } from "#app/components/show-toast.ts";
import { useCursorTrail } from "#app/components/use-cursor-trail.ts";
import { usePolledJson } from "#app/components/use-polled-json.ts";
import { useSubmitOnce } from "#app/components/use-submit-once.ts";
import { readForm } from "#app/lib/read-body.ts";
import { services } from "#app/services.server.ts";
import { withWords, type PageHandle } from "#app/words/load-words.ts";
import { say } from "#app/words/say.ts";
import { authenticate } from "#app/shopify.server.ts";
import { moves } from "#app/videos/batches/batch-moves.ts";
import { itemFilters, type BatchView } from "#app/videos/batches/batch-view.ts";

const LOOK_EVERY_MS = 2_000;
const ROWS_A_PAGE = 50;
/** Questions are looked for among this many problems; more than these are answered in turns. */
const QUESTIONS_LOOKED_AT = 250;
const query = z.object({ filter: z.enum(itemFilters).catch("all"), after: z.coerce.number().int().min(-1).catch(-1) });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { batches, shops } = services();
  const which = { shop: session.shop, batchId: params.batchId ?? "" };
  const batch = await batches.getBatch(which);
  if (!batch) throw json({ says: say("requests.batch_none_in_shop") }, { status: 404 });
  const { searchParams } = new URL(request.url);
  const asked = query.parse({ filter: searchParams.get("filter"), after: searchParams.get("after") ?? -1 });
  const [rows, problems, { defaults }] = await Promise.all([
    batches.batchItems({ ...which, ...asked, take: ROWS_A_PAGE }),
    batch.counts.attention > 0 ? batches.batchItems({ ...which, filter: "problems", after: -1, take: QUESTIONS_LOOKED_AT }) : null,
    shops.readSettings({ shop: session.shop }),
  ]);
  return { batch, rows: rows.items.map(toItemRow), next: rows.next, filter: asked.filter, questions: groupQuestions(problems?.items ?? []), publishesAlone: defaults.approval === "automatic" };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { admin, session, sessionToken } = await authenticate.admin(request);
  const which = { shop: session.shop, batchId: params.batchId ?? "" };
  const form = await readForm(request);
  try {
    const said = await actOnBatch(services(), form, { ...which, person: sessionToken?.sub ?? null, admin: services().shopifyFor(admin, session.shop) });
    if (said === null) throw json({}, { status: 400 });
    return json({ said, problem: null });
  } catch (error) {
    return json({ said: null, problem: problemOf(error, { spends: true }) }, { status: 409 });
  }
}

export const handle: PageHandle = { words: ["batches", "video"] };

export const clientLoader = ({ serverLoader }: ClientLoaderFunctionArgs) => withWords(handle, serverLoader<typeof loader>());

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: say("frame.page_title", { page: data?.batch.title ?? say("batches.batch") }) }];

export default function Batch() {
  const data = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const approvals = useFetcher<typeof action>();
  const submit = useSubmitOnce(fetcher);
  const queue = useApproveQueue(approvals);
  const trail = useCursorTrail();
  const revalidator = useRevalidator();
  const busy = fetcher.state !== "idle";
  const { value: batch, lost } = usePolledJson<BatchView>({
    url: `/app/batches/${data.batch.batchId}/progress`, initial: data.batch, everyMs: LOOK_EVERY_MS, moving: moves, paused: busy || approvals.state !== "idle",
  });
  // The rows are read again when they have changed, not with every look.
  const stand = (of: BatchView) => JSON.stringify([of.status, of.counts]);
  const rowsOf = useRef(stand(data.batch));
  useEffect(() => {
    rowsOf.current = stand(data.batch);
  }, [data.batch]);
  useEffect(() => {
    if (stand(batch) === rowsOf.current || revalidator.state !== "idle") return;
    rowsOf.current = stand(batch);
    revalidator.revalidate();
  }, [batch, revalidator]);
  const said = fetcher.data?.said;
  useEffect(() => {
    if (said) showToast(said);
  }, [said, fetcher.data]);
  const badge = batchBadge(batch);
  return (
    <Page title={batch.title} subtitle={batch.recipeTitle} titleMetadata={<Badge {...(badge.tone && { tone: badge.tone })}>{badge.text}</Badge>} backAction={{ content: say("frame.batches"), url: "/app/batches" }}>
      <BatchPageView
        key={batch.batchId}
        batch={batch}
        items={data.rows}
        filter={data.filter}
        questions={data.questions}
        publishesAlone={data.publishesAlone}
        lost={lost}
        busy={busy ? String(fetcher.formData?.get("intent") ?? "") : null}
        problem={fetcher.data?.problem ?? approvals.data?.problem ?? null}
        queue={queue}
        trail={trail}
        next={data.next}
        onAct={submit}
      />
    </Page>
  );
}
