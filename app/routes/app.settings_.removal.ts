import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireSessionToken } from "#app/lib/require-session-token.ts";
import { services } from "#app/services.server.ts";
import { authenticate } from "#app/shopify.server.ts";

/** How far taking all videos off has come, as JSON (`RemovalView`), for a page that keeps looking. */
export async function loader({ request }: LoaderFunctionArgs) {
  requireSessionToken(request);
  const { session } = await authenticate.admin(request);
  return Response.json(await services().videos.readRemoval({ shop: session.shop }), { headers: { "Cache-Control": "no-store" } });
}
