import { randomUUID } from "node:crypto";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { FetchProblem, fetchToFile, type Fetched } from "./fetch-to-file.server.ts";
import { judgeAnswer } from "./judge-answer.ts";
import type { NemoAccount, VideoFileFacts } from "./nemo-client.ts";
import { accountHeaders, pathSegment, type NemoConnection } from "./nemo-connection.ts";
import { nemoError } from "./nemo-errors.ts";
import { pollRender } from "./poll-render.server.ts";
import { probeVideo } from "./probe-video.server.ts";

const MOST_REDIRECTS = 3;
const MAX_URL_CHARS = 2_048;

export interface Download {
  renderId: string;
  url: string | null;
  toFile: string;
  signal?: AbortSignal | undefined;
}

/**
 * Protocol §11: the URL twice, then one poll for a fresh URL, then the API's own download path. The file is written
 * aside, probed, and renamed to `toFile`; nothing stays behind otherwise. Throws ExpectedError `nemo.download_failed`
 * (finished at NemoVideo, not fetched), `nemo.file_unusable`, `nemo.token_refused`; rejects with the signal's reason.
 */
export async function downloadRender(connection: NemoConnection, account: NemoAccount, o: Download): Promise<VideoFileFacts> {
  await mkdir(path.dirname(o.toFile), { recursive: true });
  const problems: string[] = [];
  const attempt = async (way: string, fetchFile: (file: string, signal: AbortSignal) => Promise<Fetched>): Promise<VideoFileFacts | null> => {
    try {
      return await fetchAndProbe(connection, o, fetchFile);
    } catch (error) {
      if (o.signal?.aborted) throw o.signal.reason;
      if (!(error instanceof FetchProblem) && !(error instanceof ExpectedError && error.code === "nemo.download_failed")) throw error;
      problems.push(`${way}: ${error.message}`);
      connection.log.warn({ call: "download", way, problem: error.message }, "a download did not succeed");
      return null;
    }
  };
  const fromUrl = (url: string) => attempt("url", (file, signal) => fetchOutside(connection, url, file, signal));

  if (o.url) {
    const first = await fromUrl(o.url);
    if (first) return first;
    await connection.clock.sleep(connection.waits.downloadRetry, o.signal);
    const second = await fromUrl(o.url);
    if (second) return second;
  }
  const fresh = await freshUrl(connection, account, o);
  const third = fresh ? await fromUrl(fresh) : null;
  if (third) return third;
  const last = await attempt("fallback", (file, signal) => fetchFallback(connection, account, o.renderId, file, signal));
  if (last) return last;
  throw nemoError("nemo.download_failed", problems.join("; "));
}

async function fetchAndProbe(connection: NemoConnection, o: Download, fetchFile: (file: string, signal: AbortSignal) => Promise<Fetched>): Promise<VideoFileFacts> {
  const aside = `${o.toFile}.${randomUUID()}.part`;
  const over = new AbortController();
  const limit = new AbortController();
  const signal = AbortSignal.any([limit.signal, ...(o.signal ? [o.signal] : [])]);
  connection.clock.sleep(connection.waits.downloadTotal, over.signal).then(
    () => limit.abort(new FetchProblem(`not done within ${connection.waits.downloadTotal} ms`)),
    () => undefined,
  );
  try {
    const fetched = await fetchFile(aside, signal);
    if (fetched.kind !== "file") throw new FetchProblem(fetched.kind === "redirect" ? "a redirect too many" : `answered ${fetched.head.status} without a video`);
    const facts = await probeVideo(aside, { sha256: fetched.sha256 });
    await rename(aside, o.toFile);
    return facts;
  } finally {
    over.abort();
    await rm(aside, { force: true });
  }
}

/** An address from outside, without our headers; each hop is judged anew. */
async function fetchOutside(connection: NemoConnection, address: string, file: string, signal: AbortSignal): Promise<Fetched> {
  let url = readUrl(address);
  for (let hop = 0; ; hop++) {
    const fetched = await fetchToFile({ dispatcher: connection.downloadDispatcher, url, headers: {}, file, waits: connection.waits, signal });
    if (fetched.kind !== "redirect" || hop === MOST_REDIRECTS) return fetched;
    url = readUrl(fetched.location, url);
  }
}

/** Protocol §11.2: with our headers, to our own API only; a redirect goes on without them. */
async function fetchFallback(connection: NemoConnection, account: NemoAccount, renderId: string, file: string, signal: AbortSignal): Promise<Fetched> {
  const url = new URL(`${connection.apiUrl}/api/render/proxy/${pathSegment(renderId)}/download`);
  const fetched = await fetchToFile({ dispatcher: connection.dispatcher, url, headers: accountHeaders(connection, account), file, waits: connection.waits, signal });
  if (fetched.kind === "redirect") return await fetchOutside(connection, new URL(fetched.location, url).href, file, signal);
  if (fetched.kind === "other" && judgeAnswer({ status: fetched.head.status, text: fetched.text }).class === "token_refused") {
    throw nemoError("nemo.token_refused", `download answered ${fetched.head.status}`);
  }
  return fetched;
}

async function freshUrl(connection: NemoConnection, account: NemoAccount, o: Download): Promise<string | null> {
  try {
    return (await pollRender(connection, account, { renderId: o.renderId, signal: o.signal })).url;
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    connection.log.warn({ call: "download", code: error.code }, "no fresh address for a download");
    return null;
  }
}

/** Throws FetchProblem for what is no plain ASCII address; where it may lead is the dispatcher's business. */
function readUrl(address: string, base?: URL): URL {
  if (address.length > MAX_URL_CHARS || !/^[\x21-\x7e]+$/.test(address)) throw new FetchProblem("the address is too long or not plain ASCII");
  if (!URL.canParse(address, base)) throw new FetchProblem("the address can't be read");
  const url = new URL(address, base);
  if (url.username || url.password) throw new FetchProblem("the address carries a user name");
  if (!["https:", "http:"].includes(url.protocol)) throw new FetchProblem("the address is not https");
  return url;
}
