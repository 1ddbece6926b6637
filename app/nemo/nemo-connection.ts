import type { Dispatcher } from "undici";
import type { Clock } from "#app/lib/clock.ts";
import type { NemoAccount } from "./nemo-client.ts";
import { nemoError } from "./nemo-errors.ts";
import type { NemoWaits } from "./nemo-waits.ts";

export interface NemoLog {
  warn(fields: object, message: string): void;
  info(fields: object, message: string): void;
}

/** What every call needs. Made once by `createNemoClient`. */
export interface NemoConnection {
  /** Base of the API without a slash at the end. */
  apiUrl: string;
  webUrl: string;
  version: string;
  platform: string;
  /** Adds `role` to the chat message (protocol §7.1); off by default. */
  addRole: boolean;
  /** Whether a call waits once for the end of a 429 itself, or tells at once: a job then waits as a row with a time (protocol §13). */
  waitsWhenBusy: boolean;
  dispatcher: Dispatcher;
  downloadDispatcher: Dispatcher;
  clock: Clock;
  waits: NemoWaits;
  log: NemoLog;
}

/** Checks a base address: https, or http on loopback (protocol §1). Returns it without a slash at the end; throws Error. */
export function checkBaseUrl(url: string): string {
  const parsed = new URL(url);
  const loopback = ["localhost", "127.0.0.1", "[::1]"].includes(parsed.hostname) || parsed.hostname.endsWith(".localhost");
  if (parsed.protocol !== "https:" && !(parsed.protocol === "http:" && loopback)) throw new Error(`NemoVideo's address must begin with https: ${parsed.origin}`);
  if (parsed.username || parsed.password || parsed.search || parsed.hash) throw new Error("NemoVideo's address must be a plain address without user, query or fragment");
  return parsed.href.replace(/\/+$/, "");
}

/** Authorization and the attribution headers (protocol §2), on every request with a token. Throws ExpectedError for unsafe values. */
export function accountHeaders(connection: NemoConnection, account: NemoAccount): Record<string, string> {
  if (!isToken(account.nemoToken)) throw nemoError("nemo.token_refused", "the saved token is not a possible header value");
  return {
    authorization: `Bearer ${account.nemoToken}`,
    "x-skill-source": headerValue("X-Skill-Source", account.skillSource),
    "x-skill-version": headerValue("X-Skill-Version", connection.version),
    "x-skill-platform": headerValue("X-Skill-Platform", connection.platform),
  };
}

/** Whether a text can be a bearer token: printable ASCII without spaces, at most 1,024 characters. */
export function isToken(text: string): boolean {
  return /^[\x21-\x7e]{1,1024}$/.test(text);
}

/** A header value as protocol §2 allows it: not empty, printable ASCII. Throws ExpectedError `nemo.misconfigured`. */
export function headerValue(name: string, value: string): string {
  if (!/^[\x21-\x7e]([\x20-\x7e]{0,198}[\x21-\x7e])?$/.test(value)) throw nemoError("nemo.misconfigured", `${name} is not a possible header value`);
  return value;
}

/** A session or render id as one path segment. Throws ExpectedError `nemo.malformed` for an id that cannot be one. */
export function pathSegment(id: string): string {
  if (!isUsableId(id)) throw nemoError("nemo.malformed", "an id cannot be put into a path");
  return encodeURIComponent(id);
}

/** Ids from outside: 1 to 200 characters, well-formed, no control characters, and not a dot segment. */
export function isUsableId(id: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return id.length > 0 && id.length <= 200 && id.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(id) && id !== "." && id !== "..";
}
