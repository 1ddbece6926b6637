import { changeVideo, type ChangeDeps } from "./change-video.server.ts";
import { videoMovedOn } from "./video-errors.ts";
import { isApprovedAndWaits } from "./video-status.ts";
import { chargedSoFar } from "./pipeline/result-of-error.ts";

/** Sentences that say truly what canceling means for the credits (peers R17). */
const TEXT = {
  no: "Canceled before anything was sent. Nothing was charged.",
  maybe: "Canceled. NemoVideo had already been asked, so it may still charge for this video.",
  yes: "Canceled. NemoVideo has charged for this video already.",
};

/** Stops a video that is waiting or being made. Returns the id of a render that may be canceled too, if one is under way. */
export async function cancelVideo(deps: ChangeDeps, o: { shop: string; videoId: string }): Promise<{ recipe: string; renderId: string | null }> {
  const video = await changeVideo(deps, o, (found) => {
    if (found.status === "canceled") return null;
    if (isApprovedAndWaits(found)) throw videoMovedOn("This video is approved and goes onto its product.");
    const charged = chargedSoFar(found);
    return {
      to: "canceled", tooLate: "This video can no longer be canceled.",
      data: { finishedAt: deps.clock.now(), charged, merchantText: TEXT[charged], errorCode: "video.canceled" },
      events: [{ step: found.step, kind: "note", text: TEXT[charged] }],
    };
  });
  const render = video.renders.findLast((candidate) => candidate.status === "submitted");
  return { recipe: video.recipe, renderId: render ? (render.pollId ?? render.id) : null };
}
