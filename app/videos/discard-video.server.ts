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
        if (mayBeOnProduct({ ...video, publication })) throw videoMovedOn("This video may be on the product: take it off instead of discarding it.");
      },
      tooLate: "This video can no longer be discarded.", data: { finishedAt: deps.clock.now(), canRetry: false }, events: [{ step: video.step, kind: "note", text: "Discarded." }],
    };
  });
}
