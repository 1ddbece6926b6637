import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { requireSessionToken } from "#app/lib/require-session-token.ts";
import { services } from "#app/services.server.ts";
import { authenticate } from "#app/shopify.server.ts";

/** As many as a page of a batch has rows, and as one call of Shopify answers. */
const AT_MOST = 50;
const numbers = z.string().transform((text) => text.split(",")).pipe(z.array(z.string().regex(/^\d{1,20}$/)).min(1).max(AT_MOST));

/** Pictures of the products with some numbers as JSON `{pictures: {number: url}}`, for rows that no video of ours has a picture for. */
export async function loader({ request }: LoaderFunctionArgs) {
  requireSessionToken(request);
  const { admin, session } = await authenticate.admin(request);
  const headers = { "Cache-Control": "no-store" };
  const asked = numbers.safeParse(new URL(request.url).searchParams.get("products") ?? "");
  if (!asked.success) return Response.json({}, { status: 400, headers });
  try {
    const rows = await services().shopifyFor(admin, session.shop).listProductsById({ productGids: asked.data.map((number) => `gid://shopify/Product/${number}`) });
    return Response.json({ pictures: Object.fromEntries(rows.flatMap(({ productGid, thumbnailUrl }) => (thumbnailUrl ? [[productGid.split("/").at(-1), thumbnailUrl]] : []))) }, { headers });
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return Response.json({ error: error.merchantMessage }, { status: 503, headers });
  }
}
