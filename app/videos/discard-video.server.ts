import { sentence } from "#app/words/say.ts";
import { changeVideo, type ChangeDeps } from "./change-video.server.ts";
import { videoMovedOn } from "./video-errors.ts";
import { mayBeOnProduct } from "./video-status.ts";

/** Gives up a video that is not on the listing. The kept file stays until the retention ends. */
export async function discardVideo(deps: ChangeDeps, o: { shop: string; videoId: string }): Promise<void> {
  await changeVideo(deps, o, (video) => {
    if (video.status === "discarded") return null;
    return {
      to: "discarded",
      also: async (tx) => {
        const publication = await tx.publication.findUnique({ where: { videoId: video.id } });
        if (mayBeOnProduct({ ...video, publication })) throw videoMovedOn(sentence("requests.discard_on_product"));
      },
      tooLate: sentence("requests.no_longer_discarded"), data: { finishedAt: deps.clock.now(), canRetry: false }, events: [{ step: video.step, kind: "note", text: sentence("requests.discarded") }],
    };
  });
}
