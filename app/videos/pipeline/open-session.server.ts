import { requireNemoSession, type Step } from "./step-context.ts";
import { videoChoices } from "#app/videos/video-json.ts";

/**
 * Opens NemoVideo's session for this video (protocol §5). A new showcase gets a session of its own, so that nothing of an
 * older timeline can be in it; a refinement brings its session along. Costs nothing; a stray session does no harm.
 */
export const openSession: Step = async ({ video, deps, nemo, callNemo, signal }) => {
  if (video.nemoRowId) {
    requireNemoSession(video);
    return { move: "next" };
  }
  const { language } = videoChoices.parse(video.choices);
  const opened = await callNemo((account) => nemo.openSession(account, { taskName: video.productTitle.slice(0, 80) || "project", language, signal }));
  const row = await deps.db.nemoSession.upsert({
    where: { shop_nemoSessionId: { shop: video.shop, nemoSessionId: opened.nemoSessionId } },
    create: { shop: video.shop, productGid: video.productGid, nemoSessionId: opened.nemoSessionId, nemoTaskId: opened.nemoTaskId },
    update: {},
  });
  // The notes say whether this is already the second session of this video; they must outlive the step.
  return { move: "next", data: { nemoRowId: row.id, stepNotes: video.stepNotes ?? {} } };
};
