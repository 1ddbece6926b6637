import type { LoaderFunctionArgs } from "@remix-run/node";
import { authenticate } from "#app/shopify.server.ts";

/**
 * Shopify's own pages below /auth, such as the one that fetches a session token. No component here: the library's
 * answer then goes out as it is, with one App Bridge script instead of two.
 */
export async function loader({ request }: LoaderFunctionArgs) {
  await authenticate.admin(request);
  return null;
}
