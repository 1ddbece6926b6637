import { createHash } from "node:crypto";
import { z } from "zod";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { joinSentences } from "#app/words/join-sentences.ts";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence, type Sentence } from "#app/words/say.ts";
import type { NemoPicture } from "#app/nemo/nemo-client.ts";
import { sentPictures, videoWarnings, type SentPicture } from "#app/videos/video-json.ts";
import { carryOnProject, isProjectLost, projectLost } from "./carry-on-project.server.ts";
import { merchantFilesOf, sendMerchantFiles } from "./send-merchant-files.server.ts";
import { requireNemoSession, type Step, type StepContext } from "./step-context.ts";

/** Looks at the state for the uploads to appear (protocol §6.2). */
const LOOKS = 5;
/** Side of the rendition that is sent when the usual one is too large, in px. */
const SMALLER_PX = 1_024;
const notes = z.object({ newSessionTried: z.boolean().optional() });

interface Fetched { picture: SentPicture; file: NemoPicture }

/**
 * Fetches the product's pictures and sends those that the session does not have yet (protocol §6). What cannot be used is
 * named and left out; with no picture and no footage left nothing was charged and the video stops. The merchant's own files go last.
 */
export const uploadPictures: Step = async (context) => {
  const { video, deps } = context;
  const carriedOn = video.refinesId ? await carryOnProject(context) : null;
  if (carriedOn) return carriedOn;
  const leftOut: Sentence[] = [];
  const own = await merchantFilesOf(context);
  const hasFootage = own.some((file) => file.kind === "footage");
  const fetched = await fetchAll(context, leftOut);
  if (fetched.length === 0 && !hasFootage) throw noPictures(leftOut);
  await context.remember({ pictures: fetched.map(({ picture }) => ({ ...picture })) });
  try {
    const sent = fetched.length ? await sendMissing(context, fetched, leftOut) : [];
    if (sent.length === 0 && !hasFootage) throw noPictures(leftOut);
    leftOut.push(...(await sendMerchantFiles(context, own)));
    const warnings = leftOut.map((text) => ({ code: "picture.left_out", text: keepSentence(text) }));
    return { move: "next", data: { pictures: sent.map(({ picture }) => ({ ...picture })), warnings: [...videoWarnings.parse(video.warnings), ...warnings], stepNotes: video.stepNotes ?? {} } };
  } catch (error) {
    if (video.refinesId && isProjectLost(error)) return projectLost(video, error);
    // Nothing was said in this session yet: a new one is as good (protocol §3.3), once.
    if (!(error instanceof ExpectedError) || error.code !== "nemo.session_not_found" || notes.parse(video.stepNotes).newSessionTried) throw error;
    deps.log.info({ videoId: video.id }, "session gone before the first message; opening another");
    return { move: "next", to: "open_session", data: { nemoRowId: null, stepNotes: { newSessionTried: true } } };
  }
};

async function fetchAll({ video, deps, signal }: StepContext, leftOut: Sentence[]): Promise<Fetched[]> {
  const seen = new Set<string>();
  const fetched: Fetched[] = [];
  for (const picture of sentPictures.parse(video.pictures)) {
    try {
      const { bytes, mime } = await deps.fetchPicture(picture.url, signal);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      if (seen.has(sha256)) continue; // the same picture twice tells NemoVideo nothing new
      seen.add(sha256);
      const filename = picture.byAddress ? picture.filename : withExtension(picture.filename, mime);
      fetched.push({ picture: { ...picture, filename, sha256, bytes: bytes.length }, file: { filename, mime, bytes } });
    } catch (error) {
      if (!(error instanceof ExpectedError) || error.retryable) throw error;
      leftOut.push(sentence("steps.left_out", { name: picture.filename, why: error.sentence }));
    }
  }
  return fetched;
}

async function sendMissing(context: StepContext, fetched: Fetched[], leftOut: Sentence[]): Promise<Fetched[]> {
  const { deps, signal } = context;
  let missing = await missingIn(context, fetched, 1);
  // What is still missing after one upload is sent once more; the rest is named (protocol §6.3).
  for (let round = 0; round < 2 && missing.length > 0; round++) {
    await context.holdLease();
    if (round === 0) missing = await sendAddresses(context, fetched, missing);
    const refused = missing.length ? await send(context, missing) : new Map<Fetched, Sentence | string>();
    for (const [item, why] of refused) leftOut.push(sentence("steps.left_out", { name: item.picture.filename, why }));
    fetched = fetched.filter((item) => !refused.has(item));
    missing = fetched.length ? await missingIn(context, fetched, LOOKS) : [];
  }
  for (const item of missing) leftOut.push(sentence("steps.not_kept", { name: item.picture.filename }));
  if (missing.length) deps.log.warn({ videoId: context.video.id, missing: missing.length }, "pictures did not appear in the session");
  signal.throwIfAborted();
  return fetched.filter((item) => !missing.includes(item));
}

/** Lets NemoVideo fetch those that go by their address. Gives what is left to send as files: the others, and what it could not fetch. */
async function sendAddresses(context: StepContext, fetched: Fetched[], missing: Fetched[]): Promise<Fetched[]> {
  const { nemo, callNemo, signal, deps, video } = context;
  const urls = missing.flatMap(({ picture }) => (picture.byAddress ? [picture.url] : []));
  if (urls.length === 0) return missing;
  try {
    const { nemoSessionId } = requireNemoSession(video);
    await callNemo((account) => nemo.uploadUrls(account, { nemoSessionId, urls, signal }));
  } catch (error) {
    if (!isRefusedPicture(error)) throw error;
    deps.log.info({ videoId: video.id, code: error.code }, "NemoVideo could not fetch the pictures; they are sent");
  }
  return missingIn(context, fetched, LOOKS);
}

/**
 * Sends all in one request; when one of them is refused, one by one, so that only the refused ones are left out. One that is
 * too large is tried once more as a smaller rendition (protocol §3.3, 4002).
 */
async function send(context: StepContext, items: Fetched[]): Promise<Map<Fetched, Sentence | string>> {
  const { nemo, callNemo, signal } = context;
  const nemoSessionId = requireNemoSession(context.video).nemoSessionId;
  const refused = new Map<Fetched, Sentence | string>();
  const upload = (pictures: NemoPicture[]) => callNemo((account) => nemo.uploadPictures(account, { nemoSessionId, pictures, signal }));
  try {
    await upload(items.map((item) => item.file));
  } catch (error) {
    if (!isRefusedPicture(error)) throw error;
    for (const item of items) {
      try {
        if (items.length === 1) throw error;
        await upload([item.file]);
      } catch (inner) {
        if (!isRefusedPicture(inner)) throw inner;
        const last = inner.code === "nemo.file_too_large" ? await sendSmaller(context, item, upload) : inner;
        if (last) refused.set(item, last.sentence);
      }
    }
  }
  return refused;
}

/** Null when the smaller rendition was taken, else why it was not. */
async function sendSmaller({ deps, signal }: StepContext, item: Fetched, upload: (pictures: NemoPicture[]) => Promise<void>): Promise<ExpectedError | null> {
  try {
    const { bytes, mime } = await deps.fetchPicture(smallerRendition(item.picture.url), signal);
    const file = { filename: withExtension(item.file.filename, mime), mime, bytes };
    await upload([file]);
    Object.assign(item, { file, picture: { ...item.picture, filename: file.filename, sha256: createHash("sha256").update(bytes).digest("hex"), bytes: bytes.length } });
    return null;
  } catch (error) {
    if (isRefusedPicture(error) || (error instanceof ExpectedError && error.code === "picture.unusable")) return error;
    throw error;
  }
}

/** The address of the same picture from Shopify's CDN, 1,024 px at most. */
function smallerRendition(url: string): string {
  const address = new URL(url);
  address.searchParams.set("width", String(SMALLER_PX));
  address.searchParams.set("height", String(SMALLER_PX));
  address.searchParams.set("format", "jpg");
  return address.href;
}

const isRefusedPicture = (error: unknown): error is ExpectedError =>
  error instanceof ExpectedError && (error.code === "nemo.file_type" || error.code === "nemo.file_too_large");

async function missingIn(context: StepContext, fetched: Fetched[], looks: number): Promise<Fetched[]> {
  const { deps, nemo, callNemo, signal, video } = context;
  const nemoSessionId = requireNemoSession(video).nemoSessionId;
  for (let look = 1; ; look++) {
    const state = await callNemo((account) => nemo.readState(account, { nemoSessionId, signal }));
    const missing = fetched.filter(({ file }) => !state.uploads.some((upload) => upload.name === file.filename || upload.url?.endsWith(`/${file.filename}`)));
    // A session that renames files is judged by their number.
    if (missing.length === 0 || state.uploads.length >= fetched.length) return [];
    if (look >= looks) return missing;
    await deps.clock.sleep(deps.waits.uploadLookMs, signal);
  }
}

function withExtension(filename: string, mime: string): string {
  const extension = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" }[mime] ?? "jpg";
  return `${filename.replace(/\.[a-z0-9]+$/i, "")}.${extension}`;
}

const noPictures = (leftOut: Sentence[]) =>
  new ExpectedError({
    code: "video.no_pictures", message: "no picture could be sent", charged: "no", retryable: false,
    merchantMessage: joinSentences(sentence("steps.pictures_unusable"), ...leftOut.slice(0, 3)),
  });
