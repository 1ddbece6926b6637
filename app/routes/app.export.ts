import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireSessionToken } from "#app/lib/require-session-token.ts";
import { services } from "#app/services.server.ts";
import { authenticate } from "#app/shopify.server.ts";

/** Everything that is kept of the shop, as one JSON file. A body that breaks off is not to be taken for a whole one: it is no JSON then. */
export async function loader({ request }: LoaderFunctionArgs) {
  requireSessionToken(request);
  const { session } = await authenticate.admin(request);
  const pieces = services().shops.exportShop({ shop: session.shop })[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return?.();
    },
  });
  return new Response(body, { headers: { "Content-Type": "application/json; charset=utf-8", "Content-Disposition": 'attachment; filename="shelfreel-data.json"', "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" } });
}
