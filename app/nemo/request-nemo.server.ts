import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { exchangeHttp, HttpFailure } from "#app/lib/exchange-http.server.ts";
import type { NemoAccount } from "./nemo-client.ts";
import { judgeAnswer, type Judgement } from "./judge-answer.ts";
import { accountHeaders, type NemoConnection } from "./nemo-connection.ts";
import { creditsSentence, nemoError, planOrCreditsSentence } from "./nemo-errors.ts";
import { readRetryAfter } from "./read-retry-after.ts";

/** Largest JSON answer that is read, in bytes (protocol §1). */
export const MAX_JSON_BYTES = 8 * 1024 * 1024;

export interface NemoCall {
  /** For the log: which call, never the address. */
  name: string;
  method: "GET" | "POST";
  /** Beginning with a slash; ids already encoded. */
  path: string;
  /** Null for the one call without a token. */
  account: NemoAccount | null;
  headers?: Record<string, string>;
  body?: string | Readable;
  signal?: AbortSignal | undefined;
  headersTimeoutMs?: number;
  /** How to parse the body; the default keeps large integers exact. */
  parse?: (text: string) => unknown;
}

export interface NemoAnswer extends Judgement {
  text: string;
  /** How long to wait before a repeat after 429, in ms. */
  retryAfterMs: number;
}

/**
 * One request, one complete answer, judged. Does not repeat. Throws ExpectedError `nemo.unreachable` when no complete
 * answer came, `nemo.malformed` when it was too large or not UTF-8; rejects with the signal's reason when aborted.
 */
export async function requestNemo(connection: NemoConnection, call: NemoCall): Promise<NemoAnswer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const json: Record<string, string> = typeof call.body === "string" ? { "content-type": "application/json" } : {};
  const headers = { accept: "application/json", "accept-encoding": "identity", ...json, ...call.headers, ...(call.account ? accountHeaders(connection, call.account) : {}) };
  try {
    const head = await exchangeHttp({
      dispatcher: connection.dispatcher,
      url: new URL(connection.apiUrl + call.path),
      method: call.method,
      headers,
      body: call.body,
      signal: call.signal,
      startTimeoutMs: connection.waits.start,
      headersTimeoutMs: call.headersTimeoutMs ?? connection.waits.headers,
      bodyTimeoutMs: connection.waits.jsonBody,
      onChunk(chunk) {
        bytes += chunk.length;
        if (bytes > MAX_JSON_BYTES) throw nemoError("nemo.malformed", `${call.name}: the answer is larger than ${MAX_JSON_BYTES} bytes`);
        chunks.push(chunk);
      },
    });
    return readAnswer(connection, call, head, Buffer.concat(chunks));
  } catch (error) {
    throw toExpected(connection, call, error);
  }
}

/** `requestNemo`, and anything but a fine answer is thrown as the ExpectedError of its class. */
export async function callNemo(connection: NemoConnection, call: NemoCall): Promise<NemoAnswer> {
  const answer = await requestNemo(connection, call);
  if (answer.class !== "ok") {
    connection.log.warn({ call: call.name, status: answer.status, code: answer.code, class: answer.class }, "NemoVideo refused a request");
    throw errorOf(connection, call, answer);
  }
  return answer;
}

/** The ExpectedError that belongs to a judged answer. */
export function errorOf(connection: NemoConnection, call: Pick<NemoCall, "name" | "account">, answer: NemoAnswer): ExpectedError {
  const detail = `${call.name} answered ${answer.status}${answer.code === null ? "" : `, code ${answer.code}`}`;
  const who = { account: call.account, webUrl: connection.webUrl };
  switch (answer.class) {
    case "token_refused":
      return nemoError("nemo.token_refused", detail);
    case "session_not_found":
      return nemoError("nemo.session_not_found", detail);
    case "no_credits":
      return nemoError("nemo.no_credits", detail, { merchant: creditsSentence(who) });
    case "plan":
      return nemoError("nemo.plan", detail);
    case "plan_or_credits":
      return nemoError("nemo.plan", `${detail}, speaks of credits`, { merchant: planOrCreditsSentence(who) });
    case "file_type":
      return nemoError("nemo.file_type", detail);
    case "file_too_large":
      return nemoError("nemo.file_too_large", detail);
    case "busy":
      return nemoError("nemo.busy", detail, { retryAfterMs: answer.retryAfterMs });
    case "passing":
      return nemoError("nemo.unreachable", detail);
    case "redirected":
      return nemoError("nemo.redirected", detail);
    case "malformed":
    case "ok":
      return nemoError("nemo.malformed", detail);
    case "bad_request":
      return nemoError("nemo.bad_request", detail);
    case "not_found":
    case "duplicate":
    case "refused":
      return nemoError("nemo.refused", `${detail} (${answer.class})`);
  }
}

function readAnswer(connection: NemoConnection, call: NemoCall, head: { status: number; headers: IncomingHttpHeaders }, bytes: Buffer): NemoAnswer {
  const encoding = head.headers["content-encoding"];
  const coded = encoding !== undefined && encoding !== "identity";
  const text = coded ? "" : decode(call, bytes);
  return { ...judgeAnswer({ status: head.status, text }, call.parse), text, retryAfterMs: readRetryAfter(head.headers["retry-after"], connection.clock.now(), connection.waits) };
}

function decode(call: NemoCall, bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw nemoError("nemo.malformed", `${call.name}: the answer is not UTF-8`);
  }
}

function toExpected(connection: NemoConnection, call: NemoCall, error: unknown): unknown {
  if (error instanceof ExpectedError) return error;
  if (!(error instanceof HttpFailure)) return error;
  if (error.cause instanceof ExpectedError) return error.cause;
  if (call.signal?.aborted) return call.signal.reason;
  connection.log.warn({ call: call.name, label: error.label, written: error.written, status: error.head?.status }, "NemoVideo gave no complete answer");
  return nemoError("nemo.unreachable", `${call.name}: ${error.label}`);
}
