// A video's state in a merchant's words. Pure; every status has its words here and nowhere else.
import { tellKept } from "#app/words/keep-sentence.ts";
import { say, sentence, tell, type Sentence, type WordId } from "#app/words/say.ts";
import { isApprovedAndWaits, publishingSteps, undoSteps, type VideoStatus, type VideoStep } from "./video-status.ts";
import type { VideoBadge } from "./video-view.ts";

interface Described {
  status: string;
  step: string;
  errorCode: string | null;
  merchantText: string | null;
  nextTryAt: Date | null;
  refinesId?: string | null;
}

const badges: Record<VideoStatus, { text: WordId; tone?: VideoBadge["tone"] }> = {
  queued: { text: "states.badge_queued" },
  making: { text: "states.badge_making", tone: "info" },
  ready: { text: "states.badge_ready", tone: "attention" },
  publishing: { text: "states.badge_publishing", tone: "info" },
  published: { text: "states.badge_published", tone: "success" },
  attention: { text: "states.badge_attention", tone: "warning" },
  failed: { text: "states.badge_failed", tone: "critical" },
  canceled: { text: "states.badge_canceled" },
  discarded: { text: "states.badge_discarded" },
  withdrawing: { text: "states.badge_withdrawing", tone: "info" },
  withdrawn: { text: "states.badge_withdrawn" },
  replaced: { text: "states.badge_replaced" },
  removed: { text: "states.badge_removed", tone: "attention" },
  superseded: { text: "states.badge_superseded" },
};

/** The word for lists, with its tone. On the product, a video that shows the product as it was says so. */
export function videoBadge(video: { status: string; staleSince?: Date | null }): VideoBadge {
  if (video.status === "published" && video.staleSince) return { text: say("states.badge_out_of_date"), tone: "warning" };
  const badge = badges[video.status as VideoStatus];
  return { ...badge, text: say(badge.text) };
}

/** What a merchant reads beside a video that shows the product as it was. */
export const outOfDateSentence = (video: { status: string; staleSince: Date | null }): string | null => {
  if (!video.staleSince || !["ready", "publishing", "published"].includes(video.status)) return null;
  return say(video.status === "published" ? "states.out_of_date_published" : "states.out_of_date");
};

const whileWorking: Record<VideoStep, WordId> = {
  check: "states.doing_check",
  open_session: "states.doing_check",
  upload_pictures: "states.doing_upload_pictures",
  generate: "states.doing_generate",
  recover: "states.doing_recover",
  settle: "states.doing_settle",
  inspect: "states.doing_inspect",
  render: "states.doing_render",
  await_render: "states.doing_await_render",
  collect: "states.doing_collect",
  approve: "states.doing_approve",
  upload_to_shopify: "states.doing_upload_to_shopify",
  await_shopify: "states.doing_await_shopify",
  attach: "states.doing_attach",
  replace_older: "states.doing_replace_older",
  done: "states.on_product",
  detach: "states.doing_detach",
  bring_back: "states.doing_bring_back",
  confirm_undo: "states.doing_confirm_undo",
  off: "states.off_product",
};

/** The same for a newer version, where that is other work. */
const whileChanging: Partial<Record<VideoStep, WordId>> = {
  upload_pictures: "states.changing_upload_pictures",
  generate: "states.changing_generate",
  recover: "states.changing_recover",
  settle: "states.changing_settle",
  inspect: "states.changing_inspect",
};

/** One sentence: what is happening, or what is wanted of the merchant. */
export function headlineOf(video: Described): string {
  // a step that tries again says why
  if (["making", "publishing", "withdrawing"].includes(video.status) && video.errorCode && video.merchantText) return tellKept(video.merchantText);
  return say(headlineId(video));
}

function headlineId(video: Described): WordId {
  const step = video.step as VideoStep;
  switch (video.status as VideoStatus) {
    case "queued":
      return isApprovedAndWaits(video) ? "states.approved_waits" : "states.waits_for_turn";
    case "making":
    case "publishing":
    case "withdrawing":
      return (video.refinesId && whileChanging[step]) || whileWorking[step];
    case "ready":
      return "states.ready";
    case "published":
      return "states.on_product";
    case "attention":
      if (undoSteps.includes(step)) return step === "detach" ? "states.not_off_yet" : "states.off_not_finished";
      if (step === "replace_older") return "states.older_not_off";
      if (video.errorCode === "nemo.question") return "states.nemo_asks";
      return publishingSteps.includes(step) ? "states.not_on_yet" : "states.needs_you";
    case "failed":
      return "states.not_made";
    case "canceled":
      return "states.canceled";
    case "discarded":
      return "states.discarded";
    case "withdrawn":
      return "states.withdrawn";
    case "replaced":
      return "states.replaced";
    case "removed":
      return "states.removed";
    case "superseded":
      return step === "approve" ? "states.superseded" : "states.went_on";
  }
}

/** Whether credits were used, as a sentence that is told later. */
export const chargeIn = (charged: string): Sentence => sentence(charged === "yes" ? "states.charged_yes" : charged === "maybe" ? "states.charged_maybe" : "states.charged_no");

/** Whether credits were used, in a sentence. */
export const chargeSentence = (charged: string): string => tell(chargeIn(charged));
