import type { z } from "zod";
import type { Clock } from "#app/lib/clock.ts";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { sentence, type Sentence } from "#app/words/say.ts";
import type { CostGate } from "./cost-gate.ts";
import { readAdminAnswer, readAdminThrown, type AdminAnswer, type AdminOutcome } from "./read-admin-answer.server.ts";
import { accessLost, callError } from "./shopify-errors.ts";

/** Sends one document as one shop. Hides which context of the library is behind it. May throw whatever the library throws. */
export type SendAdmin = (document: string, variables: Record<string, unknown>, signal: AbortSignal) => Promise<AdminAnswer>;

/** What this folder writes to: pino's shape. */
export interface ShopifyLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface AdminCall<T> {
  document: string;
  variables?: Record<string, unknown>;
  /** What the app needs of `data`. */
  result: z.ZodType<T>;
  /** "safe": reads, and changes that end the same when done twice. "never": a second one would make a second thing. */
  repeat: "safe" | "never";
  signal?: AbortSignal | undefined;
}

/**
 * Runs one document and gives its parsed `data`. Throws ExpectedError `shopify.*`; a "never" call whose answer is lost throws
 * `shopify.answer_lost`: look up what was made before sending it again. An aborted signal rejects with its own reason.
 */
export type AdminGraphql = <T>(call: AdminCall<T>) => Promise<T>;

export interface AdminGraphqlOptions {
  send: SendAdmin;
  /** One per shop, shared by everything that runs in this process. */
  gate?: CostGate;
  clock: Clock;
  log: ShopifyLog;
  /** Milliseconds: the limit of one request (30,000), the first wait before a repetition (1,000), the longest (20,000). */
  waits?: { requestMs?: number; firstMs?: number; longestMs?: number };
}

const maxRepeats = 4;

/** The one caller of the Admin API, the same behaviour in routes and in jobs (platform §6.3). */
export function createAdminGraphql(options: AdminGraphqlOptions): AdminGraphql {
  const { send, gate, clock, log } = options;
  const { requestMs = 30_000, firstMs = 1_000, longestMs = 20_000 } = options.waits ?? {};

  async function attempt(operation: string, call: AdminCall<unknown>): Promise<AdminOutcome> {
    const leaveGate = await gate?.enter(operation, call.signal);
    const limit = AbortSignal.timeout(requestMs);
    const signal = call.signal ? AbortSignal.any([call.signal, limit]) : limit;
    let outcome: AdminOutcome | null = null;
    try {
      outcome = await readAdminAnswer(await send(call.document, call.variables ?? {}, signal), clock.now());
    } catch (thrown) {
      call.signal?.throwIfAborted();
      if (thrown instanceof ExpectedError) throw thrown;
      outcome = readAdminThrown(thrown, clock.now());
      if (!outcome) throw thrown;
    } finally {
      leaveGate?.(outcome && "cost" in outcome ? outcome.cost : null);
    }
    return outcome;
  }

  return async <T>(call: AdminCall<T>): Promise<T> => {
    const operation = /(?:query|mutation)\s+(\w+)/.exec(call.document)?.[1] ?? "unnamed";
    for (let repeats = 0; ; repeats += 1) {
      call.signal?.throwIfAborted();
      const outcome = await attempt(operation, call);
      if (outcome.kind === "data") return readResult(operation, call, outcome.data);
      const waitMs = chooseWait(outcome, firstMs * 2 ** repeats);
      if (call.repeat === "never" || waitMs === null || repeats >= maxRepeats || waitMs > longestMs) throw explainOutcome(operation, call.repeat, outcome, waitMs);
      log.warn({ operation, outcome: outcome.kind, status: "status" in outcome ? outcome.status : undefined, waitMs }, "Shopify did not answer usefully; asking again");
      // up to a tenth more, so that jobs refused together do not come back together
      await clock.sleep(Math.ceil(waitMs * (1 + Math.random() / 10)), call.signal);
    }
  };
}

function readResult<T>(operation: string, call: AdminCall<T>, data: unknown): T {
  const read = call.result.safeParse(data);
  if (read.success) return read.data;
  const where = read.error.issues.slice(0, 5).map((issue) => issue.path.join(".")).join(", ");
  // what a "never" call made is there, only unreadable: looking it up is the same remedy as for a lost answer
  if (call.repeat === "never") throw answerLost(operation, new Error(`unexpected shape at ${where}`));
  throw callError({ code: "shopify.unexpected_answer", message: `${operation}: unexpected shape at ${where}`, says: sentence("shopify.unexpected_answer"), retryable: false });
}

/** Milliseconds to wait before the same request makes sense again; null when it does not. */
function chooseWait(outcome: Exclude<AdminOutcome, { kind: "data" }>, backoffMs: number): number | null {
  switch (outcome.kind) {
    case "throttled": {
      if (outcome.retryAfterMs !== null) return outcome.retryAfterMs;
      if (!outcome.cost) return backoffMs;
      const { requestedQueryCost, throttleStatus } = outcome.cost;
      // Shopify advises at least a second; a query dearer than the whole bucket never fits
      if (requestedQueryCost > throttleStatus.maximumAvailable) return null;
      return Math.max(backoffMs, ((requestedQueryCost - throttleStatus.currentlyAvailable) / throttleStatus.restoreRate) * 1000);
    }
    case "http":
      return outcome.status >= 500 ? (outcome.retryAfterMs ?? backoffMs) : null;
    case "errors":
      return null;
    default:
      return backoffMs;
  }
}

const answerLost = (operation: string, cause: unknown) =>
  callError({ code: "shopify.answer_lost", message: `${operation}: the answer was lost`, says: sentence("shopify.answer_lost"), retryable: true, retryAfterMs: 30_000, cause });

/** By HTTP status (platform §2.4). */
const statusMeanings: Record<number, { code: string; says: Sentence }> = {
  402: { code: "shopify.shop_frozen", says: sentence("shopify.shop_frozen") },
  403: { code: "shopify.forbidden", says: sentence("shopify.forbidden") },
  404: { code: "shopify.shop_gone", says: sentence("shopify.shop_gone") },
  423: { code: "shopify.shop_locked", says: sentence("shopify.shop_locked") },
};

function explainOutcome(operation: string, repeat: "safe" | "never", outcome: Exclude<AdminOutcome, { kind: "data" }>, waitMs: number | null): ExpectedError {
  switch (outcome.kind) {
    case "throttled":
      return callError({ code: "shopify.throttled", message: `${operation}: throttled`, says: sentence("shopify.throttled"), retryable: waitMs !== null, retryAfterMs: waitMs ?? 0 });
    case "errors":
      if (outcome.codes.includes("ACCESS_DENIED")) return callError({ code: "shopify.scope_missing", message: `${operation}: ACCESS_DENIED`, says: sentence("shopify.scope_missing"), retryable: false });
      return callError({ code: "shopify.refused_request", message: `${operation}: ${outcome.codes.join(", ")}`, says: sentence("shopify.refused_request"), retryable: false });
    case "http":
      if (outcome.status >= 500) return repeat === "never" ? answerLost(operation, outcome.cause ?? new Error(`status ${outcome.status}`)) : unavailable(operation, outcome.cause ?? new Error(`status ${outcome.status}`));
      return explainStatus(operation, outcome.status, outcome.cause);
    case "unsent":
      return unavailable(operation, outcome.cause);
    case "lost":
      return repeat === "never" ? answerLost(operation, outcome.cause) : unavailable(operation, outcome.cause);
  }
}

const unavailable = (operation: string, cause: unknown) =>
  callError({ code: "shopify.unavailable", message: `${operation}: Shopify could not be reached`, says: sentence("shopify.unavailable"), retryable: true, retryAfterMs: 30_000, cause });

/** `cause` keeps the library's thrown Response, which a route may throw on so that App Bridge renews its token. */
function explainStatus(operation: string, status: number, cause: unknown): ExpectedError {
  const meaning = statusMeanings[status];
  if (meaning) return callError({ ...meaning, message: `${operation}: status ${status}`, retryable: false, cause });
  if (status === 401 || (status >= 300 && status <= 399)) return accessLost({ message: `${operation}: status ${status}`, retryable: true, cause });
  return callError({ code: "shopify.refused_request", message: `${operation}: status ${status}`, says: sentence("shopify.refused_request"), retryable: false, cause });
}
