import type { AdminAnswer } from "./read-admin-answer.server.ts";
import type { SendAdmin } from "./admin-graphql.server.ts";
import { accessLost } from "./shopify-errors.ts";

/** What both contexts of @shopify/shopify-app-remix offer as `admin`. */
export interface LibraryAdmin {
  graphql(document: string, options: { variables: Record<string, unknown>; signal: AbortSignal }): Promise<AdminAnswer>;
}

/** Sends through the admin object that `authenticate.admin(request)` gave. For the length of one request only. */
export function sendThroughRoute(admin: LibraryAdmin): SendAdmin {
  return (document, variables, signal) => admin.graphql(document, { variables, signal });
}

/**
 * Sends with the shop's stored offline token, opened anew for every request, because a job outlives a token (platform §6.2).
 * `openAdmin` is `unauthenticated.admin(shop)`; the shop must come from our database, never from a request. Calls of one shop that
 * need the token at the same time share one opening, so at most one refresh per shop runs in this process. Throws
 * `shopify.access_lost` when the token cannot be had.
 */
export function createOfflineSender({ openAdmin }: { openAdmin: (shop: string) => Promise<LibraryAdmin> }): (shop: string) => SendAdmin {
  const opening = new Map<string, Promise<LibraryAdmin>>();
  const open = (shop: string): Promise<LibraryAdmin> => {
    const already = opening.get(shop);
    if (already) return already;
    const fresh = openAdmin(shop).catch((thrown: unknown) => {
      throw readRefusal(thrown);
    });
    opening.set(shop, fresh);
    const forget = () => opening.delete(shop);
    fresh.then(forget, forget);
    return fresh;
  };
  return (shop) => async (document, variables, signal) => {
    const admin = await orAborted(open(shop), signal);
    return admin.graphql(document, { variables, signal });
  };
}

/** The library's opening takes no signal: the caller stops waiting, the opening itself goes on for the others. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

/** What the library throws while it fetches the token: a bare 500 for almost everything, also for a passing fault (platform §6.2). */
function readRefusal(thrown: unknown): unknown {
  if (thrown instanceof Response) return accessLost({ message: `the offline token could not be renewed: status ${thrown.status}`, retryable: true });
  const name = thrown instanceof Error ? thrown.constructor.name : "";
  if (name === "SessionNotFoundError") return accessLost({ message: "no stored access for this shop", retryable: false });
  if (name === "InvalidJwtError" || name === "HttpResponseError") return accessLost({ message: "Shopify refused to renew the offline token", retryable: false });
  return thrown;
}
