import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireSessionToken } from "#app/lib/require-session-token.ts";
import { services } from "#app/services.server.ts";
import { say } from "#app/words/say.ts";
import { authenticate } from "#app/shopify.server.ts";

/** One batch as JSON (`BatchView`), without its rows, for a page that keeps looking. A batch of another shop answers as one that does not exist. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  requireSessionToken(request);
  const { session } = await authenticate.admin(request);
  const batch = await services().batches.getBatch({ shop: session.shop, batchId: params.batchId ?? "" });
  const headers = { "Cache-Control": "no-store" };
  return batch ? Response.json(batch, { headers }) : Response.json({ error: say("requests.batch_none") }, { status: 404, headers });
}
