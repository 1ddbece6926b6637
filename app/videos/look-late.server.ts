import { ExpectedError } from "#app/lib/expected-error.ts";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence, type WordId } from "#app/words/say.ts";
import type { NemoState } from "#app/nemo/nemo-client.ts";
import { changeVideo, type ChangeDeps } from "./change-video.server.ts";
import { lookEvidences } from "./video-json.ts";
import { enqueueStep } from "./pipeline/enqueue-step.server.ts";
import { lateLookAt } from "./pipeline/late-look-at.ts";
import type { PipelineDeps, VideoRow } from "./pipeline/step-context.ts";
import { findRecipe } from "./recipes/find-recipe.ts";
import { videoLateLookQueue } from "./video-queues.ts";

/** Code of a video whose message was sent and whose end nobody knows. */
export const UNKNOWN_END = "nemo.unknown_end";

/**
 * One more look at NemoVideo for a video that waits for a person because the end of its message is unknown. Work that has appeared
 * late is taken; otherwise the next look is planned, until 24 hours after the message. Only looks, and never against a
 * person: a video that was discarded, tried again or asked for anew is left alone.
 */
export async function lookLate(deps: PipelineDeps, videoId: string, signal: AbortSignal): Promise<void> {
  const video = await deps.db.video.findUnique({
    where: { id: videoId },
    include: { shopRow: true, nemoSession: true, publication: true, messages: { orderBy: { turn: "asc" } }, renders: { orderBy: { createdAt: "asc" } } },
  });
  if (!video || !waitsForLateLook(video)) return;
  // Its tokens are forgotten; looking would even ask NemoVideo for a new trial.
  if (video.shopRow.uninstalledAt) return planNext(deps, video, null, "requests.late_app_removed");
  if (await askedForAnew(deps, video)) return planNext(deps, video, null, "requests.late_asked_anew");
  const state = await readNow(deps, video, signal);
  const changed = state !== null && state.fingerprint !== video.messages.at(-1)?.baselineFingerprint;
  if (changed && state.ready) return takeUp(deps, video);
  const next = lateLookAt(deps.waits, video.messages.at(-1)?.sentAt ?? video.createdAt, deps.clock.now());
  await planNext(deps, video, next, next ? null : "requests.late_nothing", state && { changed });
}

const waitsForLateLook = (video: { status: string; step: string; errorCode: string | null }): boolean =>
  video.status === "attention" && video.step === "recover" && video.errorCode === UNKNOWN_END;

async function askedForAnew(deps: PipelineDeps, video: VideoRow): Promise<boolean> {
  const newer = await deps.db.video.findFirst({ where: { shop: video.shop, productGid: video.productGid, id: { not: video.id }, createdAt: { gte: video.createdAt } }, select: { id: true } });
  return newer !== null;
}

/** A look that did not succeed is no evidence; the next one comes all the same. */
async function readNow(deps: PipelineDeps, video: VideoRow, signal: AbortSignal): Promise<NemoState | null> {
  const nemoSessionId = video.nemoSession?.nemoSessionId;
  if (!nemoSessionId) return null;
  try {
    const call = deps.nemoFor(video.shopRow, findRecipe(video.recipe).skillSource);
    return await call((account) => deps.nemo.readState(account, { nemoSessionId, signal }));
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    deps.log.info({ videoId: video.id, code: error.code }, "a late look did not succeed");
    return null;
  }
}

async function takeUp(deps: PipelineDeps & ChangeDeps, { id: videoId, shop }: VideoRow): Promise<void> {
  const events = [{ step: "recover", kind: "started" as const, text: sentence("requests.late_found") }];
  await changeVideo(deps, { shop, videoId }, (video) =>
    waitsForLateLook(video)
      ? {
          to: "making", tooLate: sentence("requests.another_way"), events,
          data: { looks: 0, failures: 0, stepNotes: {}, stepStartedAt: deps.clock.now(), errorCode: null, merchantText: null, canRetry: false, charged: "maybe", finishedAt: null },
          also: (tx) => enqueueStep(deps, tx, "recover", videoId),
        }
      : null,
  );
  deps.log.info({ videoId, shop }, "found later");
}

/** Writes the look and plans the next one in one transaction, only while nobody has decided anything else. */
async function planNext(deps: PipelineDeps, video: VideoRow, next: Date | null, note: WordId | null, seen: { changed: boolean } | null = null): Promise<void> {
  const message = video.messages.at(-1);
  await deps.db.$transaction(async (tx) => {
    const { count } = await tx.video.updateMany({ where: { id: video.id, revision: video.revision, status: "attention" }, data: { nextTryAt: next } });
    if (count === 0) return;
    if (message && seen) {
      const look = { at: deps.clock.now().toISOString(), changed: seen.changed, available: null, frozen: null };
      await tx.message.update({ where: { id: message.id }, data: { evidence: [...lookEvidences.parse(message.evidence), look].slice(-20) } });
    }
    if (note) await tx.videoEvent.create({ data: { videoId: video.id, at: deps.clock.now(), step: "recover", kind: "note", text: keepSentence(sentence(note)) } });
    if (next) await deps.jobs.enqueue(tx, videoLateLookQueue.name, { videoId: video.id }, { key: video.id, startAt: next });
  });
}
