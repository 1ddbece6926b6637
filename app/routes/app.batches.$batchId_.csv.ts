import { Readable } from "node:stream";
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { requireSessionToken } from "#app/lib/require-session-token.ts";
import { services } from "#app/services.server.ts";
import { say } from "#app/words/say.ts";
import { authenticate } from "#app/shopify.server.ts";

/** A batch's rows as a CSV file, streamed. The page fetches it with its session token; a link of the browser's own has none. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  requireSessionToken(request);
  const { session } = await authenticate.admin(request);
  const csv = await services().batches.batchCsv({ shop: session.shop, batchId: params.batchId ?? "" });
  if (!csv) return Response.json({ error: say("requests.batch_none") }, { status: 404, headers: { "Cache-Control": "no-store" } });
  return new Response(createReadableStreamFromReadable(Readable.from(csv)), {
    headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="batch.csv"`, "Cache-Control": "no-store" },
  });
}
