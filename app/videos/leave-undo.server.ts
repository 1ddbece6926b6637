import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence } from "#app/words/say.ts";
import { changeVideo, type ChangeDeps } from "./change-video.server.ts";
import { videoMovedOn } from "./video-errors.ts";
import { undoSteps, type VideoStep } from "./video-status.ts";

/**
 * Gives up an undo that stopped on its way: before the video was taken off it stays on the product, afterwards it stays off and the rest is left
 * as it is. Throws ExpectedError `video.moved_on`.
 */
export async function leaveUndo(deps: ChangeDeps, o: { shop: string; videoId: string }): Promise<void> {
  const tooLate = sentence("requests.nothing_to_leave");
  await changeVideo(deps, o, (video) => {
    if (video.status === "published" || video.status === "withdrawn") return null;
    if (video.status !== "attention" || !undoSteps.includes(video.step as VideoStep)) throw videoMovedOn(tooLate);
    const stays = video.step === "detach";
    const now = deps.clock.now();
    const undo = stays ? { undoState: null, undoWantedAt: null, undoBy: null } : { undoState: "DONE", undoneAt: now, undoNote: keepSentence(sentence("publication.rest_left")) };
    return {
      to: stays ? "published" : "withdrawn", tooLate,
      data: { step: stays ? "done" : "off", looks: 0, failures: 0, stepNotes: {}, errorCode: null, merchantText: null, canRetry: false, finishedAt: now },
      events: [{ step: video.step, kind: "note", text: sentence("publication.left") }],
      also: async (tx) => {
        await tx.publication.updateMany({ where: { videoId: video.id, shop: o.shop }, data: undo });
      },
    };
  });
}
