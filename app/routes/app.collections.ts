import type { LoaderFunctionArgs } from "@remix-run/node";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { requireSessionToken } from "#app/lib/require-session-token.ts";
import { services } from "#app/services.server.ts";
import { authenticate } from "#app/shopify.server.ts";

const AT_MOST = 50;

/** Collections by a part of their title as JSON `{collections: [{number, title}]}`, for the field that narrows the product list. */
export async function loader({ request }: LoaderFunctionArgs) {
  requireSessionToken(request);
  const { admin, session } = await authenticate.admin(request);
  const search = (new URL(request.url).searchParams.get("search") ?? "").slice(0, 200);
  const headers = { "Cache-Control": "no-store" };
  try {
    const { collections } = await services().shopifyFor(admin, session.shop).listCollections({ search, after: null, first: AT_MOST });
    return Response.json({ collections: collections.map(({ collectionGid, title }) => ({ number: collectionGid.split("/").at(-1) ?? "", title })) }, { headers });
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return Response.json({ error: error.merchantMessage }, { status: 503, headers });
  }
}
