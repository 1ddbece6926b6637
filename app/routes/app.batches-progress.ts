import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { requireSessionToken } from "#app/lib/require-session-token.ts";
import { services } from "#app/services.server.ts";
import { authenticate } from "#app/shopify.server.ts";

const query = z.object({ before: z.uuid().nullable().catch(null), take: z.coerce.number().int().min(1).max(20).catch(20) });

/** A page of batches as JSON (`BatchPage`), newest first, for pages that keep looking. */
export async function loader({ request }: LoaderFunctionArgs) {
  requireSessionToken(request);
  const { session } = await authenticate.admin(request);
  const { searchParams } = new URL(request.url);
  const asked = query.parse({ before: searchParams.get("before"), take: searchParams.get("take") ?? undefined });
  return Response.json(await services().batches.listBatches({ shop: session.shop, ...asked }), { headers: { "Cache-Control": "no-store" } });
}
