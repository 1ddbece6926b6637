import { sentence } from "#app/words/say.ts";
import { changeVideo, type ChangeDeps } from "./change-video.server.ts";
import { createPublication } from "./create-publication.server.ts";
import { videoMovedOn } from "./video-errors.ts";
import { isApprovedAndWaits, publishableAgain, type VideoStatus } from "./video-status.ts";
import { enqueueStep } from "./pipeline/enqueue-step.server.ts";

/**
 * Records who approved, and sends the video on its way to the listing; also one that was there before, from its file in the shop or the kept copy.
 * A second approval does nothing. An older video of ours on the product is replaced unless `replace` is false. `inTurn`: one of many, which
 * go onto their products as the shop's places come free.
 */
export async function approveVideo(deps: ChangeDeps, o: { shop: string; videoId: string; approvedBy: string | null; place: string; alt: string; replace?: boolean; inTurn?: boolean }): Promise<void> {
  await changeVideo(deps, o, (video) => {
    if (video.status === "publishing" || video.status === "published" || isApprovedAndWaits(video)) return null;
    // Only what was looked at can be approved: a video that stopped on its way has other ways on.
    const again = publishableAgain.includes(video.status as VideoStatus);
    const kept = video.status === "superseded" && video.renders.some((render) => render.keptFile);
    if (video.status !== "ready" && !again && !kept) throw videoMovedOn(sentence("requests.no_longer_approved"));
    const now = deps.clock.now();
    return {
      to: o.inTurn ? "queued" : "publishing",
      tooLate: sentence("requests.no_longer_approved"),
      data: { step: "upload_to_shopify", approvedAt: now, approvedBy: o.approvedBy, looks: 0, failures: 0, stepNotes: {}, stepStartedAt: now, finishedAt: null, errorCode: null, merchantText: null },
      events: [{ step: "approve", kind: "finished", text: sentence(again ? "requests.to_publish_again" : "requests.approved") }, ...(o.inTurn ? [] : [{ step: "upload_to_shopify", kind: "started" as const, text: null }])],
      also: async (tx) => {
        await createPublication(tx, video, { place: o.place, alt: o.alt, replace: o.replace ?? true });
        if (!o.inTurn) await enqueueStep(deps, tx, "upload_to_shopify", video.id);
      },
    };
  });
}
