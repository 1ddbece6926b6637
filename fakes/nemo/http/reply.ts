import type { Readable } from "node:stream";

/** What a handler has to say. How it is wrapped is decided by the settings and the fault. */
export type Reply =
  /** {code:0,data} */
  | { kind: "fine"; data: unknown }
  /** {code,message} with 200 or the fitting status */
  | { kind: "refused"; code: number; message: string }
  /** JSON as it is */
  | { kind: "json"; status: number; body: unknown }
  | { kind: "text"; status: number; type: string; text: string; headers?: Record<string, string> }
  | { kind: "bytes"; status: number; headers: Record<string, string | number>; body: Readable }
  /** The handler has answered by itself. */
  | { kind: "handled" };

/** Done, with this. */
export const fine = (data: unknown): Reply => ({ kind: "fine", data });
/** Not done, for this code. */
export const refused = (code: number, message: string): Reply => ({ kind: "refused", code, message });
/** JSON without any wrapping. */
export const json = (status: number, body: unknown): Reply => ({ kind: "json", status, body });
/** The handler has answered by itself. */
export const HANDLED: Reply = { kind: "handled" };

/** Ends a handler early with a reply. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly reply: Reply;
  constructor(reply: Reply) {
    super("refused");
    this.reply = reply;
  }
}

/** The messages of the codes (protocol §3.3). */
export const CODE_MESSAGES: Record<number, string> = {
  400: "X-Client-Id header is required",
  402: "Export is not available on the current plan",
  403: "Token has no permission to render",
  429: "Too many requests, please try again later",
  1001: "Token is invalid or expired",
  1002: "Session not found",
  2001: "Insufficient credits",
  4001: "Unsupported file type",
  4002: "File too large",
};

/** The refusal with the code's own message. */
export function refuse(code: number, message = CODE_MESSAGES[code] ?? "Request refused"): Refusal {
  return new Refusal(refused(code, message));
}
