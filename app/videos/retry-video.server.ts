import { sentence } from "#app/words/say.ts";
import { followVersion } from "./batches/follow-version.server.ts";
import { changeVideo, type ChangeDeps } from "./change-video.server.ts";
import { stepBack } from "./versions/give-way.server.ts";
import { needsRoom } from "./describe-upload-wait.ts";
import { enqueueStep } from "./pipeline/enqueue-step.server.ts";
import { videoMovedOn } from "./video-errors.ts";
import { blocksNewRequest, statusOfStep, undoSteps, workedOn, type VideoStatus, type VideoStep } from "./video-status.ts";

/** Where the way begins again: a failed render is submitted anew, a missing file is fetched anew. */
const beginAgainAt = (step: VideoStep, code: string | null): VideoStep => {
  if (step === "await_render" || step === "render") return "render";
  if (code === "video.file_gone") return "collect";
  return step;
};

/**
 * Has the present step tried again. Never sends a message that was sent before: those steps are not offered. `inTurn`: one of many, which
 * go on as the shop's places come free.
 */
export async function retryVideo(deps: ChangeDeps, o: { shop: string; videoId: string; inTurn?: boolean }): Promise<void> {
  await changeVideo(deps, o, (video) => {
    if (workedOn.includes(video.status as VideoStatus)) return null;
    if (!video.canRetry) throw videoMovedOn(sentence("requests.nothing_to_try"));
    const step = beginAgainAt(video.step as VideoStep, video.errorCode);
    // The way off a listing takes no place.
    const inTurn = o.inTurn === true && !undoSteps.includes(step);
    return {
      to: inTurn ? "queued" : statusOfStep(step),
      tooLate: sentence("requests.nothing_to_try"),
      data: { step, looks: 0, failures: 0, stepNotes: {}, stepStartedAt: deps.clock.now(), errorCode: null, merchantText: null, canRetry: false, finishedAt: null },
      events: [{ step, kind: inTurn ? "note" : "started", text: sentence(inTurn ? "requests.to_try_again" : "requests.tried_again") }],
      also: async (tx) => {
        // Going on from before the message is the first payment; the product may have another video on its way by now.
        const other = video.messages.some((message) => message.sentAt) ? null : await tx.video.findFirst({ where: { shop: o.shop, productGid: video.productGid, id: { not: video.id }, ...(video.nemoRowId && { OR: [{ nemoRowId: null }, { nemoRowId: { not: video.nemoRowId } }] }), status: { in: blocksNewRequest } }, select: { id: true } });
        if (other) throw videoMovedOn(sentence("requests.other_on_its_way"));
        if (video.refinesId && video.nemoRowId) {
          await followVersion(tx, { shop: o.shop, from: video.refinesId, to: video.id });
          await stepBack(tx, { shop: o.shop, nemoRowId: video.nemoRowId, newId: video.id, newVersion: video.version, now: deps.clock.now() });
        }
        // A person has made room, or believes so: Shopify is asked at once. Only what passes by itself is waited out.
        if (step === "upload_to_shopify") await tx.shop.updateMany({ where: { domain: o.shop, uploadsPausedWhy: { in: needsRoom } }, data: { uploadsPausedUntil: null, uploadsPausedWhy: null } });
        if (!inTurn) await enqueueStep(deps, tx, step, video.id);
      },
    };
  });
}
