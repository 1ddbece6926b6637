import { Prisma } from "@prisma/client";
import { sentence } from "#app/words/say.ts";
import { changeVideo, type ChangeDeps } from "./change-video.server.ts";
import { enqueueStep } from "./pipeline/enqueue-step.server.ts";
import { videoMovedOn } from "./video-errors.ts";
import { mayBeOnProduct, undoSteps, type VideoStep } from "./video-status.ts";


/**
 * Sends a published video on its way off the listing; a worker does the rest (`detach`, `bring_back`, `confirm_undo`) and nothing is
 * charged. A second wish changes nothing, a video whose undo stopped goes on with it. `wantedAt` marks what belongs to one removal of all.
 * Throws ExpectedError `video.not_found`, `video.moved_on`.
 */
export async function undoVideo(deps: ChangeDeps, o: { shop: string; videoId: string; undoneBy: string | null; wantedAt?: Date }): Promise<void> {
  await changeVideo(deps, o, (video) => {
    if (video.status === "withdrawing" || video.status === "withdrawn") return null;
    const step = video.step as VideoStep;
    const goesOn = video.status === "attention" && undoSteps.includes(step);
    const now = deps.clock.now();
    const first = goesOn ? step : "detach";
    return {
      to: "withdrawing",
      tooLate: sentence("requests.not_on_product"),
      data: { step: first, looks: 0, failures: 0, stepNotes: {}, stepStartedAt: now, errorCode: null, merchantText: null, canRetry: false, finishedAt: null },
      events: [{ step: first, kind: "started", text: goesOn ? sentence("requests.tried_again") : null }],
      also: async (tx) => {
        const publication = await tx.publication.findUnique({ where: { videoId: video.id } });
        if (!publication?.fileGid || !mayBeOnProduct({ ...video, publication })) throw videoMovedOn(sentence("requests.not_on_product"));
        // One that waits for its turn in a removal of all stays part of it.
        const wantedAt = o.wantedAt ?? (publication.undoState === "WANTED" ? publication.undoWantedAt : null) ?? now;
        const begin = { undoState: "WANTED", undoWantedAt: wantedAt, undoBy: o.undoneBy, undoneAt: null, undoNote: null, mediaAtUndo: Prisma.DbNull };
        if (!goesOn) await tx.publication.update({ where: { id: publication.id }, data: begin });
        await enqueueStep(deps, tx, first, video.id);
      },
    };
  });
}
