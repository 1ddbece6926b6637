import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import type { Dispatcher } from "undici";

export interface HttpHead {
  status: number;
  headers: IncomingHttpHeaders;
}

/** Lets the reader of a body hold the sender back. */
export interface HttpFlow {
  pause(): void;
  resume(): void;
}

export interface HttpExchange {
  dispatcher: Dispatcher;
  url: URL;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body?: string | Buffer | Readable | undefined;
  signal?: AbortSignal | undefined;
  /** From the call until the request is about to be written: name lookup, connect, TLS, proxy. In ms. */
  startTimeoutMs: number;
  /** From the write until the answer's headers, in ms. */
  headersTimeoutMs: number;
  /** Longest silence inside the body, in ms; 0 = no limit. */
  bodyTimeoutMs: number;
  /** Called once with the final status (never 1xx). Throwing ends the exchange. */
  onHead?: (head: HttpHead) => void;
  /** Throwing ends the exchange. */
  onChunk: (chunk: Buffer, flow: HttpFlow) => void;
}

/** The exchange did not come to its proper end. `label` is a short error code that is safe to log. */
export class HttpFailure extends Error {
  override name = "HttpFailure";
  /** False only when not one byte of the request can have left. */
  readonly written: boolean;
  /** The answer's head, when it had arrived. */
  readonly head: HttpHead | null;
  readonly label: string;

  constructor(o: { written: boolean; head: HttpHead | null; label: string; cause: unknown }) {
    super(`HTTP exchange failed: ${o.label}`, { cause: o.cause });
    this.written = o.written;
    this.head = o.head;
    this.label = o.label;
  }
}

/**
 * One HTTP exchange on an undici dispatcher: never follows a redirect, never repeats, and knows whether anything was
 * written. Resolves when the whole body has arrived. Rejects with `HttpFailure`, whose `cause` is what `onHead` or
 * `onChunk` threw, the signal's reason, or the transport's error.
 */
export function exchangeHttp(o: HttpExchange): Promise<HttpHead> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let head: HttpHead | null = null;
    let settled = false;

    const settle = () => {
      settled = true;
      clearTimeout(startTimer);
      o.signal?.removeEventListener("abort", onAbort);
    };
    const fail = (cause: unknown) => {
      if (settled) return;
      settle();
      if (typeof o.body === "object" && !Buffer.isBuffer(o.body)) o.body.destroy();
      reject(new HttpFailure({ written: controller !== undefined, head, label: labelOf(cause), cause }));
    };
    const stop = (cause: unknown) => {
      fail(cause);
      controller?.abort(cause instanceof Error ? cause : new Error("stopped"));
    };
    const onAbort = () => stop(o.signal?.reason);
    const startTimer = setTimeout(() => stop(labelled("CONNECT_TIMEOUT")), o.startTimeoutMs);
    if (o.signal?.aborted) return fail(o.signal.reason);
    o.signal?.addEventListener("abort", onAbort, { once: true });

    const flow: HttpFlow = { pause: () => controller?.pause(), resume: () => controller?.resume() };
    try {
      o.dispatcher.dispatch(
        {
          origin: o.url.origin,
          path: o.url.pathname + o.url.search,
          method: o.method,
          headers: o.headers,
          body: o.body ?? null,
          headersTimeout: o.headersTimeoutMs,
          bodyTimeout: o.bodyTimeoutMs,
        },
        {
          onRequestStart(started) {
            // undici asks before it writes. A second start would be a second sending, so it is refused here, whatever
            // a dispatcher or an interceptor thinks about repeating.
            if (settled || controller) {
              stop(labelled("SECOND_START"));
              return started.abort(new Error("this exchange is over"));
            }
            controller = started;
            clearTimeout(startTimer);
          },
          onResponseStart(_controller, status, headers) {
            if (status < 200 || settled) return;
            head = { status, headers };
            o.onHead?.(head);
          },
          onResponseData(_controller, chunk) {
            if (!settled) o.onChunk(chunk, flow);
          },
          onResponseEnd() {
            if (settled) return;
            if (!head) return fail(labelled("NO_HEADERS"));
            settle();
            resolve(head);
          },
          onResponseError(_controller, error) {
            fail(error);
          },
        },
      );
    } catch (error) {
      fail(error);
    }
  });
}

function labelled(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** The error's code when it looks like one (`ECONNRESET`, `UND_ERR_SOCKET`), else the class name; never its message. */
export function labelOf(error: unknown): string {
  if (!(error instanceof Error)) return "UNKNOWN";
  const codes = [error, error.cause].map((one) => (one as { code?: unknown } | undefined)?.code);
  const code = codes.find((one) => typeof one === "string" && /^[A-Z0-9_]{2,60}$/.test(one));
  return typeof code === "string" ? code : /^\w{1,60}$/.test(error.name) ? error.name : "Error";
}
