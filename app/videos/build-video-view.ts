import type { Message, Publication, Render, Video, VideoEvent } from "@prisma/client";
import { tellKept } from "#app/words/keep-sentence.ts";
import { say, tell } from "#app/words/say.ts";
import { pictureRoleIn } from "./recipes/describe-picture-role.ts";
import { findRecipe } from "./recipes/find-recipe.ts";
import type { OlderVideo } from "./find-older-video.server.ts";
import { UPLOAD_TURN, waitsForUpload } from "./describe-upload-wait.ts";
import { buildStepViews } from "./build-step-views.ts";
import { problemView, warningsView } from "./build-video-row.ts";
import { keptCopySentence } from "./describe-kept-copy.ts";
import { headlineOf, videoBadge } from "./describe-video.ts";
import { suggestAlt } from "./listing-words.server.ts";
import { creditsSeen, fileFacts, inspectionResult, lookEvidences, replacedVideos, sentPictures } from "./video-json.ts";
import { isApprovedAndWaits, isAtRest, mayBeOnProduct, publishableAgain, undoSteps, type VideoStatus, type VideoStep } from "./video-status.ts";
import { tellTimeline } from "./versions/tell-timeline.ts";
import type { VideoView } from "./video-view.ts";

export type VideoForView = Video & { messages: Message[]; renders: Render[]; publication: Publication | null; events: VideoEvent[]; /** Where that is to be decided. */ older?: OlderVideo | null };


/** Steps in which the video exists at NemoVideo and not yet here. */
const finishedThere: VideoStep[] = ["inspect", "render", "await_render", "collect"];

/**
 * Everything that a page shows of a video. `signFile` makes the short-lived link to the kept copy; `lookedForMs` is the longest that a message with
 * an unknown end is looked for. Pure otherwise.
 */
export function buildVideoView(video: VideoForView, signFile: (videoId: string) => string, lookedForMs: number): VideoView {
  const status = video.status as VideoStatus;
  const render = video.renders.findLast((candidate) => candidate.keptFile && candidate.facts);
  const facts = render ? fileFacts.parse(render.facts) : null;
  const sent = video.messages.findLast((message) => message.sentAt && message.outcome !== "refused");
  const copyGone = keptCopySentence(video);
  return {
    id: video.id,
    productGid: video.productGid,
    productTitle: video.productTitle,
    recipeTitle: tell(findRecipe(video.recipe).title),
    status,
    badge: videoBadge(video),
    headline: headlineOf(video),
    waitsUntil: waitsForUpload(video) && video.errorCode !== UPLOAD_TURN ? (video.nextTryAt?.toISOString() ?? null) : null,
    steps: buildStepViews(video),
    // From click to preview: makers' figures for generation (of a change: for editing), post-production and rendering, with looks in between.
    expected: status === "queued" || status === "making" ? say(video.refinesId ? "states.expected_change" : "states.expected") : null,
    problem: problemView(video),
    warnings: [...warningsView(video), ...(copyGone ? [{ code: "video.copy_erased", text: copyGone }] : [])],
    player: facts && { url: signFile(video.id), width: facts.width, height: facts.height, durationMs: facts.durationMs, bytes: facts.bytes },
    timeline: video.inspection ? tellTimeline(inspectionResult.parse(video.inspection)) : null,
    prompt: video.prompt,
    pictures: sentPictures.parse(video.pictures).map(({ url, alt, filename, role }) => ({ url, alt, filename, role: tell(pictureRoleIn(role)) })),
    suggestedAlt: suggestAlt(video),
    sentAt: sent?.sentAt?.toISOString() ?? null,
    credits: { before: available(video.creditsBefore), after: available(video.creditsAfter) },
    unknownEnd: unknownEndView(video, sent, lookedForMs),
    published: publishedView(video),
    undo: undoView(video),
    older: video.older ? { id: video.older.videoId, publishedAt: video.older.publishedAt.toISOString() } : null,
    tookPlace: replacedVideos.parse(video.publication?.replaces ?? []).some(({ removedAt }) => removedAt !== null),
    can: {
      approve: status === "ready" || (status === "superseded" && facts !== null),
      discard: ["ready", "attention", "failed", "superseded"].includes(status) && !mayBeOnProduct(video),
      cancel: (status === "queued" && !isApprovedAndWaits(video)) || status === "making",
      retry: video.canRetry && ["attention", "failed"].includes(status),
      undo: mayBeOnProduct(video) && !undoSteps.includes(video.step as VideoStep),
      publishAgain: publishableAgain.includes(status),
      leaveUndo: status === "attention" && undoSteps.includes(video.step as VideoStep),
    },
    moving: !isAtRest(status),
    atNemo: status === "attention" && video.nemoRowId !== null && finishedThere.includes(video.step as VideoStep),
    createdAt: video.createdAt.toISOString(),
    finishedAt: video.finishedAt?.toISOString() ?? null,
  };
}

const available = (seen: unknown): number | null => creditsSeen.nullish().parse(seen)?.available ?? null;

function unknownEndView(video: VideoForView, sent: Message | undefined, lookedForMs: number): VideoView["unknownEnd"] {
  const looking = video.status === "making" && video.step === "recover";
  if (!sent?.sentAt || !(looking || (video.status === "attention" && video.errorCode === "nemo.unknown_end"))) return null;
  const looks = lookEvidences.parse(sent.evidence);
  const waits = looking || video.nextTryAt;
  return {
    looks: looks.length, lastLookAt: looks.at(-1)?.at ?? null,
    balanceBefore: available(video.creditsBefore), balanceSince: looks.findLast((look) => look.available !== null)?.available ?? null,
    lookingUntil: waits ? new Date(sent.sentAt.getTime() + lookedForMs).toISOString() : null,
  };
}

function undoView({ status, publication }: VideoForView): VideoView["undo"] {
  if (!publication?.undoState || status === "publishing") return null;
  return { wantedAt: publication.undoWantedAt?.toISOString() ?? null, doneAt: publication.undoneAt?.toISOString() ?? null, note: publication.undoNote && tellKept(publication.undoNote) };
}

function publishedView(video: VideoForView): VideoView["published"] {
  const { publication, status } = video;
  if (!publication?.doneAt || !(mayBeOnProduct(video) || status === "withdrawing" || status === "publishing")) return null;
  const media = Array.isArray(publication.mediaAfter) ? publication.mediaAfter : [];
  const position = media.indexOf(publication.fileGid ?? "");
  return { at: publication.doneAt.toISOString(), place: publication.place, position: position < 0 ? null : position, filename: publication.filename };
}
