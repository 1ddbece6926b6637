import { createPublication } from "#app/videos/create-publication.server.ts";
import { keptFilePath } from "#app/videos/kept-files.server.ts";
import { shopSettings } from "#app/shops/shop-settings.ts";
import { ExpectedError } from "#app/lib/expected-error.ts";
import type { VideoFileFacts } from "#app/nemo/nemo-client.ts";
import { videoChoices, videoWarnings, type VideoChoices, type VideoWarning } from "#app/videos/video-json.ts";
import { requireNemoSession, type Step, type StepContext } from "./step-context.ts";

/** Downloads the file, checks it and keeps it (protocol §11): the maker's link may be gone tomorrow. */
export const collectFile: Step = async (context) => {
  const { video, deps, nemo, callNemo, signal } = context;
  const render = video.renders.at(-1);
  if (!render) throw new Error(`video ${video.id} collects a render that was never submitted`);
  const kept = keptFilePath({ shop: video.shop, videoId: video.id, renderId: render.id });
  let facts: VideoFileFacts;
  try {
    facts = await callNemo((account) => nemo.download(account, { renderId: render.pollId ?? render.id, url: render.url, toFile: `${deps.keptDir}/${kept}`, signal }));
  } catch (error) {
    if (error instanceof ExpectedError && !error.retryable) await keepClaimLink(context);
    throw error;
  }
  await deps.db.render.update({ where: { id: render.id }, data: { keptFile: kept, facts: { ...facts } } });
  const credits = await callNemo((account) => nemo.readCredits(account, { signal })).catch((error: unknown) => {
    if (!(error instanceof ExpectedError)) throw error;
    return null;
  });
  const warnings = [...videoWarnings.parse(video.warnings), ...differences(facts, videoChoices.parse(video.choices), videoWarnings.parse(video.warnings))];
  const data = { warnings: warnings.map((w) => ({ ...w })), charged: "yes", ...(credits && { creditsAfter: { ...credits } }) };
  // Nothing reaches a live product without approval, unless the shop has said so (peers R6); a warning needs eyes anyway.
  if (shopSettings(video.shopRow).approval === "automatic" && warnings.length === 0) {
    await publishByItself(context);
    return { move: "next", to: "upload_to_shopify", data: { ...data, approvedAt: deps.clock.now(), approvedBy: "the shop's setting" } };
  }
  return { move: "next", to: "approve", data };
};

async function publishByItself({ video, deps }: StepContext): Promise<void> {
  await deps.db.$transaction((tx) => createPublication(tx, video, { place: shopSettings(video.shopRow).place, alt: null }));
}

function differences(facts: VideoFileFacts, asked: VideoChoices, known: VideoWarning[]): VideoWarning[] {
  const [w = 1, h = 1] = asked.format.split(":").map(Number);
  const wrongShape = Math.abs(facts.width / facts.height - w / h) > 0.01;
  if (!wrongShape || known.some((warning) => warning.code === "draft.ratio")) return [];
  return [{ code: "file.ratio", text: `The finished video is ${facts.width}×${facts.height}, not ${asked.format}.` }];
}

/** The way out when the file cannot be fetched: the merchant's own link to the project (protocol §12). */
async function keepClaimLink({ video, deps, nemo, callNemo, signal }: StepContext): Promise<void> {
  const session = requireNemoSession(video);
  const link = await callNemo((account) => nemo.claimLink(account, { nemoSessionId: session.nemoSessionId, nemoTaskId: session.nemoTaskId, signal }));
  if (link) await deps.db.nemoSession.update({ where: { id: session.id }, data: { claimLink: link } });
}
