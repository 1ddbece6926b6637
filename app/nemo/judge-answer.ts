import { parseExactJson } from "#app/lib/parse-exact-json.ts";

/** What an answer means, whatever form it came in (protocol §3.1–3.3). */
export type AnswerClass =
  | "ok"
  | "token_refused"
  | "session_not_found"
  | "not_found"
  | "no_credits"
  | "file_type"
  | "file_too_large"
  | "bad_request"
  | "plan"
  | "plan_or_credits"
  | "duplicate"
  | "busy"
  | "passing"
  | "redirected"
  | "refused"
  | "malformed";

export interface Judgement {
  class: AnswerClass;
  status: number;
  /** The body's `code`, when it was a number or a string of digits. */
  code: number | null;
  /** The parsed body when it was a JSON object. */
  body: Record<string, unknown> | null;
}

const classOfCode: Record<number, AnswerClass> = {
  400: "bad_request",
  401: "token_refused",
  402: "plan",
  403: "plan",
  404: "not_found",
  405: "bad_request",
  408: "passing",
  409: "duplicate",
  413: "file_too_large",
  422: "bad_request",
  429: "busy",
  1001: "token_refused",
  1002: "session_not_found",
  1010: "token_refused",
  1011: "token_refused",
  2001: "no_credits",
  4001: "file_type",
  4002: "file_too_large",
};

/**
 * Judges a complete answer in the order of protocol §3.2: JSON if it looks like it, then `code`, then `success:false`,
 * then the HTTP status. `parse` is for callers whose bodies are too large for exact numbers.
 */
export function judgeAnswer(answer: { status: number; text: string }, parse: (text: string) => unknown = parseExactJson): Judgement {
  const { status } = answer;
  const body = parseObject(answer.text, parse);
  const code = body ? readCode(body["code"]) : null;
  const judged = { status, code, body };
  const byStatus = classOfStatus(status);
  if (body === null) return { ...judged, class: byStatus === "ok" ? "malformed" : byStatus };

  const byCode = code === null ? undefined : code >= 500 && code <= 599 ? "passing" : classOfCode[code];
  const found = ((): AnswerClass => {
    if (code === 0 && byStatus === "ok") return isFalse(body["success"]) ? "refused" : "ok";
    if (code !== null && code !== 0) return byCode ?? (byStatus === "ok" ? "refused" : byStatus);
    if (isFalse(body["success"])) return byStatus === "ok" ? (speaksOfDuplicate(body) ? "duplicate" : "refused") : byStatus;
    return byStatus;
  })();
  if (found === "refused" && speaksOfDuplicate(body)) return { ...judged, class: "duplicate" };
  if (status === 402 && found === "no_credits") return { ...judged, class: "plan_or_credits" };
  if (found === "plan" && speaksOfCredits(textOf(body))) return { ...judged, class: "plan_or_credits" };
  return { ...judged, class: found };
}

/** Whether a text says that the credits are gone. */
export function speaksOfCredits(text: string): boolean {
  return /(insufficient|not enough|no (more )?|out of|run out of|lack of)\s*credits?|credits?\s+(are\s+|is\s+)?(exhausted|insufficient|used up|depleted)|积分不足|余额不足/i.test(text);
}

function speaksOfDuplicate(body: Record<string, unknown>): boolean {
  return /duplicate|already exists?|id exists/i.test(textOf(body));
}

function textOf(body: Record<string, unknown>): string {
  const parts = [body["message"], body["error"], body["detail"]];
  return parts.map((part) => (typeof part === "string" ? part.slice(0, 2_000) : "")).join(" ");
}

function classOfStatus(status: number): AnswerClass {
  if (status >= 200 && status < 300) return "ok";
  if (status >= 300 && status < 400) return "redirected";
  if (status >= 500) return "passing";
  return classOfCode[status] ?? "bad_request";
}

function readCode(value: unknown): number | null {
  if (typeof value === "number" && Number.isInteger(value)) return value;
  return typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : null;
}

function isFalse(value: unknown): boolean {
  return value === false || value === "false";
}

function parseObject(text: string, parse: (text: string) => unknown): Record<string, unknown> | null {
  if (!text.trimStart().startsWith("{")) return null;
  try {
    const value = parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
