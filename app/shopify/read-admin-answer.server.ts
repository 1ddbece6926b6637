import { z } from "zod";
import { costReport, type CostReport } from "./cost-gate.ts";

/** What `send` gives back: the library's Response, or anything with these three. */
export interface AdminAnswer {
  status: number;
  headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** What became of one request, the same for both contexts of the library (platform §6.3). */
export type AdminOutcome =
  | { kind: "data"; data: unknown; cost: CostReport | null }
  /** Refused before anything was done. */
  | { kind: "throttled"; retryAfterMs: number | null; cost: CostReport | null }
  | { kind: "errors"; codes: string[]; cost: CostReport | null }
  | { kind: "http"; status: number; retryAfterMs: number | null; cause: unknown }
  /** Nothing left this machine. */
  | { kind: "unsent"; cause: unknown }
  /** It may have been done, but there is no answer that says so: network, HTML, broken JSON, an internal error. */
  | { kind: "lost"; cause: unknown };

const graphqlErrors = z.array(z.looseObject({ extensions: z.looseObject({ code: z.string().optional() }).optional() }));
const envelope = z.looseObject({ data: z.unknown().optional(), errors: graphqlErrors.optional(), extensions: z.looseObject({ cost: z.unknown().optional() }).optional() });
const queryError = z.looseObject({ body: z.looseObject({ errors: z.looseObject({ graphQLErrors: graphqlErrors }), extensions: z.looseObject({ cost: z.unknown().optional() }).optional() }) });
const httpError = z.looseObject({ response: z.looseObject({ code: z.number(), headers: z.record(z.string(), z.unknown()).nullish() }) });
const unsentCodes = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "ENETUNREACH", "EHOSTUNREACH"]);
const lostCodes = new Set(["ECONNRESET", "EPIPE", "ETIMEDOUT", "UND_ERR_SOCKET", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "UND_ERR_ABORTED"]);
const lostNames = new Set(["HttpRequestError", "HttpMaxRetriesError", "TimeoutError", "AbortError"]);

/** Retry-After is seconds or a date (the library takes it for milliseconds, platform §3). Milliseconds, or null. */
function readRetryAfter(value: unknown, now: Date): number | null {
  const text = String(Array.isArray(value) ? value[0] : (value ?? "")).trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

function readGraphql(data: unknown, errors: z.infer<typeof graphqlErrors>, reported: unknown): AdminOutcome {
  const cost = costReport.safeParse(reported).data ?? null;
  const codes = errors.map((error) => error.extensions?.code ?? "NO_CODE");
  if (codes.includes("THROTTLED")) return { kind: "throttled", retryAfterMs: null, cost };
  if (codes.some((code) => code === "INTERNAL_SERVER_ERROR" || code === "TIMEOUT")) return { kind: "lost", cause: new Error(`Shopify answered ${codes.join(", ")}`) };
  if (codes.length > 0) return { kind: "errors", codes, cost };
  if (data === null || data === undefined) return { kind: "lost", cause: new Error("the answer holds neither data nor errors") };
  return { kind: "data", data, cost };
}

/** Reads an answer that came back. */
export async function readAdminAnswer(answer: AdminAnswer, now: Date): Promise<AdminOutcome> {
  if (answer.status < 200 || answer.status > 299) return readStatus(answer.status, answer.headers.get("retry-after"), now, undefined);
  const text = await answer.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // the parser's own message would quote the body
    return { kind: "lost", cause: new Error(`the answer with status ${answer.status} is not JSON`) };
  }
  const read = envelope.safeParse(body);
  if (!read.success) return { kind: "lost", cause: new Error("the answer is JSON of another shape") };
  return readGraphql(read.data.data, read.data.errors ?? [], read.data.extensions?.cost);
}

function readStatus(status: number, retryAfter: unknown, now: Date, cause: unknown): AdminOutcome {
  if (status >= 200 && status <= 299) return { kind: "lost", cause: cause ?? new Error(`status ${status} without a usable body`) };
  const retryAfterMs = readRetryAfter(retryAfter, now);
  return status === 429 ? { kind: "throttled", retryAfterMs, cost: null } : { kind: "http", status, retryAfterMs, cause };
}

/** The codes and names along a chain of causes: the network's own words are often two levels deep. */
function listSigns(error: unknown): string[] {
  const signs: string[] = [];
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const code = (at as { code?: unknown }).code;
    if (typeof code === "string") signs.push(code);
    signs.push(at.name, at.constructor.name, at.message);
  }
  return signs;
}

/**
 * Reads what was thrown instead of an answer: the library's typed errors in jobs, a thrown Response in routes, the network's
 * errors (platform §6.3). Null when it is none of these, so a bug: the caller throws it on.
 */
export function readAdminThrown(thrown: unknown, now: Date): AdminOutcome | null {
  if (thrown instanceof Response) return readStatus(thrown.status, thrown.headers.get("retry-after"), now, thrown);
  const query = queryError.safeParse(thrown);
  if (query.success) return readGraphql(null, query.data.body.errors.graphQLErrors, query.data.body.extensions?.cost);
  const http = httpError.safeParse(thrown);
  if (http.success) {
    const { code, headers } = http.data.response;
    const retryAfter = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === "retry-after")?.[1];
    // the library's own error carries headers and body: only its kind goes on
    return readStatus(code, retryAfter, now, new Error(`${(thrown as Error).constructor.name} ${code}`));
  }
  const signs = listSigns(thrown);
  if (signs.some((sign) => unsentCodes.has(sign))) return { kind: "unsent", cause: thrown };
  if (signs.some((sign) => lostCodes.has(sign) || lostNames.has(sign) || sign === "fetch failed" || sign === "terminated")) return { kind: "lost", cause: thrown };
  return null;
}
