import { exchangeHttp, HttpFailure, type HttpHead } from "#app/lib/exchange-http.server.ts";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { judgeAnswer } from "./judge-answer.ts";
import type { NemoAccount, TurnOutcome } from "./nemo-client.ts";
import { accountHeaders, type NemoConnection } from "./nemo-connection.ts";
import { nemoError } from "./nemo-errors.ts";
import { prepareMessage } from "./prepare-message.ts";
import { readRetryAfter } from "./read-retry-after.ts";
import { createTurnReader, TurnLimit } from "./read-turn.ts";
import { errorOf } from "./request-nemo.server.ts";
import { watchStream } from "./watch-stream.server.ts";

/** How much of an answer that is no event stream is read (protocol §7.3). */
const MAX_REFUSAL_BYTES = 64 * 1024;

export interface Say {
  nemoSessionId: string;
  text: string;
  signal?: AbortSignal | undefined;
  onSubstance?: (() => void) | undefined;
}

/**
 * Sends ONE chat message and reads the turn to its end (protocol §7). The message leaves at most once, but for the two
 * cases in which nobody can have taken it: no connection was made (three tries), and a complete 429 (once more).
 * Never throws for what the network or NemoVideo do.
 */
export async function say(connection: NemoConnection, account: NemoAccount, o: Say): Promise<TurnOutcome> {
  const text = prepareMessage(o.text);
  if (text === null) return { kind: "refused", error: nemoError("nemo.message_unusable", `a message of ${o.text.length} characters`) };
  const message = { parts: [{ text }], ...(connection.addRole ? { role: "user" } : {}) };
  const body = JSON.stringify({ app_name: "nemo_agent", user_id: "me", session_id: o.nemoSessionId, new_message: message });
  const connectWaits = [...connection.waits.chatConnectRetries];
  let mayWaitForBusy = connection.waitsWhenBusy;
  for (;;) {
    const { outcome, again } = await sendOnce(connection, account, o, body);
    const wait = again === "not_written" ? connectWaits.shift() : again === "busy" && mayWaitForBusy ? retryAfterOf(outcome) : undefined;
    if (again === "busy") mayWaitForBusy = false;
    if (wait === undefined || !(await slept(connection, wait, o.signal))) return outcome;
  }
}

interface Sent {
  outcome: TurnOutcome;
  /** Why the same message may be sent again, or null: it may not. */
  again: "not_written" | "busy" | null;
}

async function sendOnce(connection: NemoConnection, account: NemoAccount, o: Say, body: string): Promise<Sent> {
  const limits = new AbortController();
  const unread: Buffer[] = [];
  let unreadBytes = 0;
  let stream = false;
  const news = () => {
    try {
      o.onSubstance?.();
    } catch (error) {
      connection.log.warn({ call: "chat", name: error instanceof Error ? error.name : "unknown" }, "the listener for news failed");
    }
  };
  const watch = watchStream({ clock: connection.clock, waits: connection.waits, onLimit: (limit) => limits.abort(limit), onNews: news });
  const turn = createTurnReader(watch.sawSign);
  const finish = (sent: Sent): Sent => {
    connection.log.info({ call: "chat", outcome: sent.outcome.kind, ...turn.seen, ...turn.counts }, "a chat turn is over");
    return sent;
  };
  try {
    const head = await exchangeHttp({
      dispatcher: connection.dispatcher,
      url: new URL(`${connection.apiUrl}/run_sse`),
      method: "POST",
      headers: { accept: "text/event-stream", "accept-encoding": "identity", "content-type": "application/json", ...accountHeaders(connection, account) },
      body,
      signal: o.signal ? AbortSignal.any([o.signal, limits.signal]) : limits.signal,
      startTimeoutMs: connection.waits.start,
      headersTimeoutMs: connection.waits.headers,
      bodyTimeoutMs: 0,
      onHead(answer) {
        watch.sawBytes();
        stream = isEventStream(answer);
        if (stream && isEncoded(answer)) throw new TurnLimit("the stream is content-encoded");
      },
      onChunk(chunk) {
        watch.sawBytes();
        if (stream) turn.push(chunk);
        if (turn.seen.events > 0) return void unread.splice(0);
        unreadBytes += chunk.length;
        if (unreadBytes <= MAX_REFUSAL_BYTES) unread.push(chunk);
        else if (!stream) throw new TurnLimit(`answered with more than ${MAX_REFUSAL_BYTES} bytes that are no stream`);
      },
    });
    const outcome = stream ? turn.finish(null) : null;
    // A refusal may also come as plain JSON under a stream's content type.
    const isRefusal = outcome === null || (outcome.kind === "empty" && turn.seen.events === 0 && /^\s*\{/.test(String(unread[0] ?? "")));
    return finish(isRefusal ? judgeRefusal(connection, account, head, unread) : ended(outcome));
  } catch (error) {
    if (error instanceof ExpectedError) return ended({ kind: "refused", error });
    if (!(error instanceof HttpFailure)) throw error;
    if (!error.written) return finish(notWritten(o.signal, error));
    if (error.cause instanceof TypeError) connection.log.warn({ call: "chat", stack: error.cause.stack?.split("\n").slice(1, 4) }, "reading a stream failed");
    const cut = error.cause instanceof TurnLimit ? error.cause.message : o.signal?.aborted ? "stopped by us" : `the connection broke (${error.label})`;
    return finish(ended(turn.finish(cut)));
  } finally {
    watch.stop();
  }
}

function ended(outcome: TurnOutcome): Sent {
  return { outcome, again: null };
}

function notWritten(signal: AbortSignal | undefined, failure: HttpFailure): Sent {
  if (signal?.aborted) return ended({ kind: "refused", error: nemoError("nemo.cancelled", "stopped before the message was sent") });
  return { outcome: { kind: "refused", error: nemoError("nemo.unreachable", `chat: no connection (${failure.label})`) }, again: "not_written" };
}

/** A complete answer that is no event stream (protocol §7.2, §7.3): refused, or nobody knows. */
function judgeRefusal(connection: NemoConnection, account: NemoAccount, head: HttpHead, chunks: Buffer[]): Sent {
  const text = isEncoded(head) ? "" : new TextDecoder().decode(Buffer.concat(chunks));
  const judged = judgeAnswer({ status: head.status, text });
  const accepted = head.status >= 200 && head.status < 300;
  connection.log.warn({ call: "chat", status: head.status, code: judged.code, class: judged.class }, "NemoVideo answered a message without a stream");
  if (judged.class === "no_credits" && (accepted || head.status >= 500)) return ended({ kind: "no_credits" });
  // After a 5xx nobody knows whether the message was taken, whatever its body says; 408 comes from proxies that gave up.
  if (head.status >= 500 || judged.class === "passing" || judged.class === "ok" || judged.class === "malformed") return ended({ kind: "cut", reason: `answered ${head.status} without a stream` });
  if (accepted && judged.class === "refused") return ended({ kind: "failed_turn", reason: judged.code === null ? "refused" : `code ${judged.code}` });
  if (judged.class === "not_found") return ended({ kind: "refused", error: nemoError("nemo.session_not_found", `chat answered ${head.status}`) });
  const answer = { ...judged, text, retryAfterMs: readRetryAfter(head.headers["retry-after"], connection.clock.now(), connection.waits) };
  const error = errorOf(connection, { name: "chat", account }, answer);
  return { outcome: { kind: "refused", error }, again: judged.class === "busy" && !accepted ? "busy" : null };
}

function isEventStream(head: HttpHead): boolean {
  return head.status >= 200 && head.status < 300 && /^text\/event-stream\b/i.test((head.headers["content-type"] ?? "").trim());
}

function isEncoded(head: HttpHead): boolean {
  const encoding = head.headers["content-encoding"]?.trim().toLowerCase() ?? "";
  return encoding !== "" && encoding !== "identity";
}

function retryAfterOf(outcome: TurnOutcome): number | undefined {
  return outcome.kind === "refused" ? outcome.error.retryAfterMs : undefined;
}

/** False when the wait was interrupted: the last refusal then stands. */
async function slept(connection: NemoConnection, ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await connection.clock.sleep(ms, signal);
    return true;
  } catch (error) {
    if (signal?.aborted) return false;
    throw error;
  }
}
