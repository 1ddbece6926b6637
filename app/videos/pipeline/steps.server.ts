import type { VideoStep } from "#app/videos/video-status.ts";
import { attachToProduct } from "./attach-to-product.server.ts";
import { bringBack } from "./bring-back.server.ts";
import { awaitRender } from "./await-render.server.ts";
import { awaitShopify } from "./await-shopify.server.ts";
import { checkBeforeSpending } from "./check-before-spending.server.ts";
import { collectFile } from "./collect-file.server.ts";
import { confirmUndo } from "./confirm-undo.server.ts";
import { detachVideo } from "./detach-video.server.ts";
import { generateVideo } from "./generate-video.server.ts";
import { inspectDraft } from "./inspect-draft.server.ts";
import { openSession } from "./open-session.server.ts";
import { recoverTurn } from "./recover-turn.server.ts";
import { replaceOlder } from "./replace-older.server.ts";
import { settleDraft } from "./settle-draft.server.ts";
import type { Step } from "./step-context.ts";
import { submitRender } from "./submit-render.server.ts";
import { uploadPictures } from "./upload-pictures.server.ts";
import { uploadToShopify } from "./upload-to-shopify.server.ts";

/** Steps that work by themselves: approval is a person's, and after `done` and `off` there is nothing. */
export type WorkingStep = Exclude<VideoStep, "approve" | "done" | "off">;

/** The pipeline: one function per step. */
export const steps: Record<WorkingStep, Step> = {
  check: checkBeforeSpending,
  open_session: openSession,
  upload_pictures: uploadPictures,
  generate: generateVideo,
  recover: recoverTurn,
  settle: settleDraft,
  inspect: inspectDraft,
  render: submitRender,
  await_render: awaitRender,
  collect: collectFile,
  upload_to_shopify: uploadToShopify,
  await_shopify: awaitShopify,
  attach: attachToProduct,
  replace_older: replaceOlder,
  detach: detachVideo,
  bring_back: bringBack,
  confirm_undo: confirmUndo,
};
