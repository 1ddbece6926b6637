import { createPublication } from "#app/videos/create-publication.server.ts";
import { keptFilePath } from "#app/videos/kept-files.server.ts";
import { shopSettings } from "#app/shops/shop-settings.ts";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence } from "#app/words/say.ts";
import type { VideoFileFacts } from "#app/nemo/nemo-client.ts";
import { inspectionResult, videoChoices, videoWarnings, type VideoWarning } from "#app/videos/video-json.ts";
import { APPROVED_BY_SETTING } from "#app/videos/video-status.ts";
import type { Step, StepContext, VideoRow } from "./step-context.ts";

/** Downloads the file, checks it and keeps it (protocol §11): the maker's link may be gone tomorrow. */
export const collectFile: Step = async (context) => {
  const { video, deps, nemo, callNemo, signal } = context;
  const render = video.renders.at(-1);
  if (!render) throw new Error(`video ${video.id} collects a render that was never submitted`);
  const kept = keptFilePath({ shop: video.shop, videoId: video.id, renderId: render.id });
  const toFile = await deps.keptFiles.aside();
  const facts = await callNemo((account) => nemo.download(account, { renderId: render.pollId ?? render.id, url: render.url, toFile, signal }));
  await deps.keptFiles.put(kept, toFile, signal);
  await deps.db.render.update({ where: { id: render.id }, data: { keptFile: kept, keptErasedAt: null, facts: { ...facts } } });
  const credits = await callNemo((account) => nemo.readCredits(account, { signal })).catch((error: unknown) => {
    if (!(error instanceof ExpectedError)) throw error;
    return null;
  });
  const warnings = [...videoWarnings.parse(video.warnings), ...differences(facts, video)];
  const data = { warnings: warnings.map((w) => ({ ...w })), charged: "yes", ...(credits && { creditsAfter: { ...credits } }) };
  // Nothing reaches a live product without approval, unless the shop has said so (peers R6); a warning needs eyes anyway.
  if (shopSettings(video.shopRow).approval === "automatic" && warnings.length === 0 && !(await isToBeCompared(context))) {
    await publishByItself(context);
    return { move: "next", to: "upload_to_shopify", data: { ...data, approvedAt: deps.clock.now(), approvedBy: APPROVED_BY_SETTING } };
  }
  return { move: "next", to: "approve", data };
};

/** A newer version of a video that could be watched is there to be held against it: a person chooses, whatever the shop's setting. */
async function isToBeCompared({ deps, video }: StepContext): Promise<boolean> {
  return video.refinesId !== null && (await deps.db.render.count({ where: { video: { id: video.refinesId, shop: video.shop }, keptFile: { not: null } } })) > 0;
}

async function publishByItself({ video, inLease }: StepContext): Promise<void> {
  await inLease((tx) => createPublication(tx, video, { place: shopSettings(video.shopRow).place, alt: null, replace: true }));
}

function differences(facts: VideoFileFacts, video: VideoRow): VideoWarning[] {
  const known = videoWarnings.parse(video.warnings).map((warning) => warning.code);
  const { format } = videoChoices.parse(video.choices);
  const found: VideoWarning[] = [];
  const [w = 1, h = 1] = format.split(":").map(Number);
  if (Math.abs(facts.width / facts.height - w / h) > 0.01 && !known.includes("draft.ratio")) {
    found.push({ code: "file.ratio", text: keepSentence(sentence("steps.file_ratio", { width: facts.width, height: facts.height, format })) });
  }
  // The file must be as long as the draft it was made from, within a half (protocol §11.1).
  const drafted = inspectionResult.nullish().parse(video.inspection)?.durationMs ?? 0;
  if (drafted > 0 && Math.abs(facts.durationMs - drafted) > drafted / 2) {
    found.push({ code: "file.length", text: keepSentence(sentence("steps.file_length", { n: seconds(facts.durationMs), drafted: seconds(drafted) })) });
  }
  return found;
}

const seconds = (ms: number): number => Math.round(ms / 100) / 10;
