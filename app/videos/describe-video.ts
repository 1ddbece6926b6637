// A video's state in a merchant's words. Pure; every status has its words here and nowhere else.
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

const badges: Record<VideoStatus, VideoBadge> = {
  queued: { text: "Waiting" },
  making: { text: "Being made", tone: "info" },
  ready: { text: "Ready to approve", tone: "attention" },
  publishing: { text: "Being published", tone: "info" },
  published: { text: "On the product", tone: "success" },
  attention: { text: "Needs you", tone: "warning" },
  failed: { text: "Not made", tone: "critical" },
  canceled: { text: "Canceled" },
  discarded: { text: "Discarded" },
  withdrawing: { text: "Being taken off", tone: "info" },
  withdrawn: { text: "Taken off" },
  replaced: { text: "Replaced" },
  removed: { text: "Removed in Shopify", tone: "attention" },
  superseded: { text: "Older version" },
};

/** The word for lists, with its tone. On the product, a video that shows the product as it was says so. */
export const videoBadge = (video: { status: string; staleSince?: Date | null }): VideoBadge =>
  video.status === "published" && video.staleSince ? { text: "Out of date", tone: "warning" } : badges[video.status as VideoStatus];

/** What a merchant reads beside a video that shows the product as it was. */
export const outOfDateSentence = (video: { status: string; staleSince: Date | null }): string | null => {
  if (!video.staleSince || !["ready", "publishing", "published"].includes(video.status)) return null;
  const what = "The product's pictures, title or price have changed since this video was asked for.";
  return video.status === "published" ? `${what} You can make a new one on the product's page.` : `${what} Look whether it still fits.`;
};

const whileWorking: Record<VideoStep, string> = {
  check: "Checking the product and your NemoVideo credits.",
  open_session: "Checking the product and your NemoVideo credits.",
  upload_pictures: "Sending the product's pictures to NemoVideo.",
  generate: "NemoVideo is making the video, usually 2 to 5 minutes.",
  recover: "Checking whether the video was made. Nothing is charged again.",
  settle: "NemoVideo is adding music and titles.",
  inspect: "Looking at what NemoVideo made.",
  render: "Asking NemoVideo for the finished file.",
  await_render: "NemoVideo is rendering the finished file, usually 1 to 2 minutes.",
  collect: "Fetching the finished file.",
  approve: "Look at the video and approve it.",
  upload_to_shopify: "Uploading the video to Shopify.",
  await_shopify: "Shopify is preparing the video.",
  attach: "Putting the video on the product.",
  replace_older: "Taking the older video off the product.",
  done: "The video is on the product.",
  detach: "Taking the video off the product.",
  bring_back: "Putting the older video back in its place.",
  confirm_undo: "Looking whether the product’s media are as they should be.",
  off: "The video is off the product.",
};

/** The same for a newer version, where that is other work. */
const whileChanging: Partial<Record<VideoStep, string>> = {
  upload_pictures: "Opening the video’s project at NemoVideo.",
  generate: "NemoVideo is working on your message, usually under a minute; a clip made anew takes 2 to 5.",
  recover: "Looking for what NemoVideo has changed. Nothing is charged again.",
  settle: "Waiting until the timeline rests.",
  inspect: "Comparing the timeline with the version before.",
};

/** One sentence: what is happening, or what is wanted of the merchant. */
export function headlineOf(video: Described): string {
  const step = video.step as VideoStep;
  switch (video.status as VideoStatus) {
    case "queued":
      if (isApprovedAndWaits(video)) return "Approved. It goes onto the product when its turn comes.";
      return "Waiting for its turn: other videos of your shop are being made first.";
    case "making":
    case "publishing":
    case "withdrawing":
      // a step that tries again says why
      return video.errorCode && video.merchantText ? video.merchantText : ((video.refinesId && whileChanging[step]) || whileWorking[step]);
    case "ready":
      return "The video is ready. Look at it, then approve it or discard it.";
    case "published":
      return "The video is on the product.";
    case "attention":
      if (undoSteps.includes(step)) return step === "detach" ? "The video could not be taken off the product yet." : "Taking the video off the product is not finished yet.";
      if (step === "replace_older") return "The video is on the product, but the older one could not be taken off yet.";
      if (video.errorCode === "nemo.question") return "NemoVideo asks something before it goes on.";
      return publishingSteps.includes(step) ? "The video is finished but not on the product yet." : "This video needs you.";
    case "failed":
      return "This video was not made.";
    case "canceled":
      return "This video was canceled.";
    case "discarded":
      return "This video was discarded.";
    case "withdrawn":
      return "The video is off the product. You can publish it again; nothing is charged.";
    case "replaced":
      return "A newer video took the place of this one. You can publish it again; nothing is charged.";
    case "removed":
      return "This video was removed from the product in Shopify. You can publish it again; nothing is charged.";
    case "superseded":
      return step === "approve" ? "A newer version of this video was asked for. This one is kept; you can still publish it." : "This video went on as a newer version.";
  }
}

/** Whether credits were used, in a sentence. */
export function chargeSentence(charged: string): string {
  if (charged === "yes") return "NemoVideo has charged for this video.";
  if (charged === "maybe") return "NemoVideo may have charged for this.";
  return "Nothing was charged.";
}
