import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { problemOf } from "#app/components/describe-problem.ts";
import { productGidOf } from "#app/lib/product-address.ts";
import { requireSessionToken } from "#app/lib/require-session-token.ts";
import { services } from "#app/services.server.ts";
import { authenticate } from "#app/shopify.server.ts";

const incoming = z.object({ kind: z.enum(["footage", "logo"]), name: z.string().min(1).max(300) });

/**
 * A merchant's own file for the product's next video. POST takes it as the plain body (kind and name in the address) and answers
 * `{file}` or `{problem}`; DELETE with `file` in the address erases one, or answers 404. The body is streamed, never held.
 */
export async function action({ request, params }: ActionFunctionArgs) {
  requireSessionToken(request);
  const { admin, session } = await authenticate.admin(request);
  const { searchParams } = new URL(request.url);
  const productGid = productGidOf(params.productId);
  const { videos, shopifyFor } = services();
  if (productGid && request.method === "DELETE") {
    const dropped = await videos.dropFile({ shop: session.shop, productGid, fileId: searchParams.get("file") ?? "" });
    return Response.json({ dropped }, { status: dropped ? 200 : 404 });
  }
  const asked = incoming.safeParse(Object.fromEntries(searchParams));
  if (!productGid || !asked.success || request.method !== "POST" || !request.body) return Response.json({ error: "This is no file for a product." }, { status: 400 });
  const announced = Number(request.headers.get("content-length") ?? Number.NaN);
  try {
    const file = await videos.receiveFile({
      shop: session.shop, admin: shopifyFor(admin, session.shop), productGid, kind: asked.data.kind, filename: asked.data.name, body: request.body,
      announcedBytes: Number.isSafeInteger(announced) ? announced : null, signal: request.signal,
    });
    return Response.json({ file }, { status: 201 });
  } catch (error) {
    return Response.json({ problem: problemOf(error, { spends: false }) }, { status: 422 });
  }
}
