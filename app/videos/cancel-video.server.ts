import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence } from "#app/words/say.ts";
import { changeVideo, type ChangeDeps } from "./change-video.server.ts";
import { videoMovedOn } from "./video-errors.ts";
import { isApprovedAndWaits } from "./video-status.ts";
import { chargedSoFar } from "./pipeline/result-of-error.ts";

/** Sentences that say truly what canceling means for the credits (peers R17). */
const TEXT = { no: "requests.canceled_no", maybe: "requests.canceled_maybe", yes: "requests.canceled_yes" } as const;

/** Stops a video that is waiting or being made. Returns the id of a render that may be canceled too, if one is under way. */
export async function cancelVideo(deps: ChangeDeps, o: { shop: string; videoId: string }): Promise<{ recipe: string; renderId: string | null }> {
  const video = await changeVideo(deps, o, (found) => {
    if (found.status === "canceled") return null;
    if (isApprovedAndWaits(found)) throw videoMovedOn(sentence("requests.is_approved"));
    const charged = chargedSoFar(found);
    const text = sentence(TEXT[charged]);
    return {
      to: "canceled", tooLate: sentence("requests.no_longer_canceled"),
      data: { finishedAt: deps.clock.now(), charged, merchantText: keepSentence(text), errorCode: "video.canceled" },
      events: [{ step: found.step, kind: "note", text }],
    };
  });
  const render = video.renders.findLast((candidate) => candidate.status === "submitted");
  return { recipe: video.recipe, renderId: render ? (render.pollId ?? render.id) : null };
}
