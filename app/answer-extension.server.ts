import { ExpectedError } from "#app/lib/expected-error.ts";
import { requireSessionToken } from "#app/lib/require-session-token.ts";
import { problemOf } from "#app/components/describe-problem.ts";
import { services } from "#app/services.server.ts";
import { authenticate } from "#app/shopify.server.ts";
import type { ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import { say } from "#app/words/say.ts";

export interface ExtensionCaller {
  shop: string;
  admin: ShopifyAdmin;
  /** Shopify's id of the person; null when the token does not say. */
  person: string | null;
}

/** What an extension reads of a refusal. */
export const refusal = (status: number, code: string, text: string, charge: string | null = null): Response => Response.json({ code, text, charge }, { status });

/**
 * Answers a request of an admin extension, which comes from another origin (platform §6.4): the browser's preflight, JSON
 * without a token, the merchant's sentences as 409, and everything with the headers without which the extension reads nothing.
 */
export async function answerExtension(request: Request, work: (caller: ExtensionCaller) => Promise<Response>): Promise<Response> {
  try {
    if (request.method !== "OPTIONS") requireSessionToken(request);
    const { admin, session, sessionToken, cors } = await authenticate.admin(request);
    const caller = { shop: session.shop, admin: services().shopifyFor(admin, session.shop), person: sessionToken?.sub ?? null };
    return openToExtensions(cors(await work(caller)));
  } catch (error) {
    return openToExtensions(answerOf(error, request));
  }
}

function answerOf(error: unknown, request: Request): Response {
  if (error instanceof Response) {
    // Sent to a login page, a caller that reads JSON would only find HTML there.
    if (error.status >= 300 && error.status < 400) return refusal(401, "app.open_once", say("extensions.open_once"));
    return error;
  }
  if (error instanceof ExpectedError) {
    const { code, text, charge } = problemOf(error, { spends: request.method === "POST" });
    return refusal(409, code, text, charge);
  }
  services().log.error({ err: error, path: new URL(request.url).pathname, method: request.method }, "a request of an extension failed");
  return refusal(500, "app.failed", say("extensions.failed"));
}

/** No cookie is involved: who may read is decided by the session token alone. */
function openToExtensions(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set("Access-Control-Allow-Origin", "*");
  headers.set("Cache-Control", "no-store");
  return new Response(response.body, { status: response.status, headers });
}
