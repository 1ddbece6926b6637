import { lookup, type LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { Agent, buildConnector, Dispatcher, ProxyAgent } from "undici";
import { outsideUrlProblem, type AllowHost } from "#app/lib/check-outside-url.ts";
import { isPublicAddress } from "#app/lib/public-address.ts";

/** An address from outside was not called, because it leads or may lead to a place that is not public. */
export class BlockedAddressError extends Error {
  override name = "BlockedAddressError";
  readonly code = "ERR_BLOCKED_ADDRESS";
}

/** Finds all addresses of a name; the machine's own resolver by default. */
export type Resolve = (hostname: string, callback: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void) => void;

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * A dispatcher for addresses that come from outside (protocol §11.1): https only, public addresses only. Without a proxy
 * the address that is really dialled is checked, so a name that answers differently the second time gains nothing. With
 * an egress proxy the proxy resolves names and is trusted to; everything that can be judged from the address itself is
 * refused before any connect. It follows no redirect: each hop is a request of its own and is checked again. `allow`
 * makes exceptions, which are called directly.
 */
export function createGuardedDispatcher(o: { egressProxy?: string; allow?: AllowHost; resolve?: Resolve } = {}): Dispatcher {
  const connectTimeout = { timeout: CONNECT_TIMEOUT_MS };
  const plain = new Agent({ allowH2: false, connect: connectTimeout });
  const outside = o.egressProxy
    ? new ProxyAgent({ uri: o.egressProxy, allowH2: false, requestTls: connectTimeout, proxyTls: connectTimeout })
    : new Agent({ allowH2: false, connect: connectPublic(o.resolve ?? resolveBySystem) });
  return new GuardedDispatcher(plain, outside, o.allow);
}

class GuardedDispatcher extends Dispatcher {
  readonly #plain: Dispatcher;
  readonly #outside: Dispatcher;
  readonly #allow: AllowHost | undefined;

  constructor(plain: Dispatcher, outside: Dispatcher, allow: AllowHost | undefined) {
    super();
    this.#plain = plain;
    this.#outside = outside;
    this.#allow = allow;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const url = new URL(String(options.origin));
    const problem = outsideUrlProblem(url, this.#allow);
    if (problem) throw new BlockedAddressError(problem);
    const excepted = outsideUrlProblem(url) !== null;
    return (excepted ? this.#plain : this.#outside).dispatch(options, handler);
  }

  override async close(): Promise<void> {
    await Promise.all([this.#plain.close(), this.#outside.close()]);
  }

  override async destroy(): Promise<void> {
    await Promise.all([this.#plain.destroy(), this.#outside.destroy()]);
  }
}

/** Connects only to public addresses. IP literals never reach `lookup`, they were checked from the address itself. */
function connectPublic(resolve: Resolve): buildConnector.connector {
  const lookupPublic: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, (error, found) => {
      if (error) return callback(error, "");
      const first = found[0];
      // One private answer condemns the name.
      if (!first || !found.every((one) => isPublicAddress(one.address))) return callback(new BlockedAddressError("the name leads to an address that is not public"), "");
      if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
  return buildConnector({ timeout: CONNECT_TIMEOUT_MS, allowH2: false, lookup: lookupPublic });
}

const resolveBySystem: Resolve = (hostname, callback) => lookup(hostname, { all: true }, callback);
