import type { Prisma, Publication, Video } from "@prisma/client";
import { tellKept } from "#app/words/keep-sentence.ts";
import { say } from "#app/words/say.ts";
import { chargeSentence, headlineOf, outOfDateSentence, videoBadge } from "./describe-video.ts";
import { UPLOAD_TURN, waitsForUpload } from "./describe-upload-wait.ts";
import { sentPictures, videoWarnings } from "./video-json.ts";
import { isAtRest, mayBeOnProduct, undoSteps, type VideoStatus, type VideoStep } from "./video-status.ts";
import type { VideoRowView, VideoView } from "./video-view.ts";

/** The columns that a list needs: not the text, not the messages, renders and steps. */
export type VideoForRow = Pick<Video, "id" | "shop" | "productGid" | "productTitle" | "status" | "step" | "refinesId" | "errorCode" | "merchantText" | "charged" | "nextTryAt" | "staleSince" | "createdAt"> & {
  warnings: Prisma.JsonValue;
  pictures: Prisma.JsonValue;
  publication: Pick<Publication, "state" | "doneAt" | "filename"> | null;
};

/** What a list shows of a video. Pure. */
export function buildVideoRow(video: VideoForRow): VideoRowView {
  const { publication } = video;
  const status = video.status as VideoStatus;
  const shown = publication?.doneAt && (mayBeOnProduct(video) || status === "withdrawing" || status === "publishing");
  return {
    id: video.id, productGid: video.productGid, productTitle: video.productTitle, status,
    badge: videoBadge(video),
    headline: headlineOf(video),
    waitsUntil: waitsForUpload(video) && video.errorCode !== UPLOAD_TURN ? (video.nextTryAt?.toISOString() ?? null) : null,
    problem: problemView(video),
    warnings: warningsView(video),
    pictures: sentPictures.parse(video.pictures).map(({ url, alt, filename, role }) => ({ url, alt, filename, role })),
    published: shown && publication.doneAt ? { at: publication.doneAt.toISOString(), filename: publication.filename } : null,
    moving: !isAtRest(status),
    createdAt: video.createdAt.toISOString(),
  };
}


/** Why it stopped, and whether that cost anything; null while it has not stopped. */
export function problemView({ status, merchantText, errorCode, step, charged }: Pick<Video, "status" | "merchantText" | "errorCode" | "step" | "charged">): VideoView["problem"] {
  if (!merchantText || !["attention", "failed", "canceled"].includes(status)) return null;
  return { code: errorCode ?? "video.stopped", text: tellKept(merchantText), charge: undoSteps.includes(step as VideoStep) ? say("states.undo_is_free") : chargeSentence(charged) };
}

/** What is kept beside the video, and whether the product is another one by now. */
export function warningsView(video: { warnings: Prisma.JsonValue; status: string; staleSince: Date | null }): VideoView["warnings"] {
  const outOfDate = outOfDateSentence(video);
  return [...videoWarnings.parse(video.warnings).map(({ code, text }) => ({ code, text: tellKept(text) })), ...(outOfDate ? [{ code: "video.out_of_date", text: outOfDate }] : [])];
}
