import type { LoaderFunctionArgs } from "@remix-run/node";
import { problemOf } from "#app/components/describe-problem.ts";
import { productGidOf } from "#app/lib/product-address.ts";
import { requireSessionToken } from "#app/lib/require-session-token.ts";
import { services } from "#app/services.server.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readChosenOptions } from "#app/videos/choices.ts";

/** The plan of a product's video with the choices in the address, as JSON: `{plan}`, or `{problem}`. Changes nothing. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  requireSessionToken(request);
  const { admin, session } = await authenticate.admin(request);
  const { searchParams } = new URL(request.url);
  const productGid = productGidOf(params.productId);
  const chosen = readChosenOptions(searchParams.get("choices"));
  const headers = { "Cache-Control": "no-store" };
  if (!productGid || !chosen) return Response.json({ error: "These are no choices." }, { status: 400, headers });
  const { videos, shopifyFor } = services();
  try {
    const plan = await videos.planVideo({ shop: session.shop, admin: shopifyFor(admin, session.shop), productGid, recipe: searchParams.get("recipe") ?? "", chosen });
    return plan ? Response.json({ plan }, { headers }) : Response.json({ error: "There is no such product." }, { status: 404, headers });
  } catch (error) {
    return Response.json({ problem: problemOf(error, { spends: false }) }, { status: 409, headers });
  }
}
