import { ExpectedError } from "#app/lib/expected-error.ts";
import { sentence } from "#app/words/say.ts";
import { countWindows } from "#app/videos/count-uploads.server.ts";
import { needsRoom } from "#app/videos/describe-upload-wait.ts";
import type { Step, StepContext, StepResult } from "./step-context.ts";
import { waitFor } from "./take-upload-turn.server.ts";

/** Shopify takes nothing more for a while, whatever it is offered: the video waits for its hour. */
const THROTTLED = "shopify.video_throttled";

/** Runs a step that puts files into the shop; a refusal for the whole shop pauses the shop's uploads for an hour or longer (platform §2.3, §2.4). */
export const pausingUploads = (step: Step): Step => async (context) => {
  try {
    return await step(context);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    if (error.code === THROTTLED) return waitUntilTaken(context, error);
    // This video stops with what to do; the shop's others wait instead of running into the same refusal.
    if (needsRoom.includes(error.code)) await pause(context, error.code);
    throw error;
  }
};

async function waitUntilTaken(context: StepContext, error: ExpectedError): Promise<StepResult> {
  const { video, deps } = context;
  if (deps.clock.now().getTime() - video.stepStartedAt.getTime() > deps.waits.uploadGiveUpMs) {
    throw new ExpectedError({
      code: error.code, message: `${error.message}; given up`, charged: "no", retryable: false, cause: error,
      merchantMessage: sentence("publication.throttled_for_good"),
    });
  }
  const until = await pause(context, error.code);
  return waitFor(video, { code: error.code, until, afterMs: until.getTime() - deps.clock.now().getTime() });
}

/** Gives when the pause ends. One that is longer stays. */
async function pause({ video, deps }: StepContext, code: string): Promise<Date> {
  const now = deps.clock.now();
  const { weekFreeAt, hourFreeAt } = await countWindows(deps.db, { shop: video.shop, now });
  const until = [new Date(now.getTime() + deps.waits.uploadsPauseMs), weekFreeAt, hourFreeAt].reduce<Date>((latest, one) => (one && one > latest ? one : latest), now);
  await deps.db.shop.updateMany({ where: { domain: video.shop, OR: [{ uploadsPausedUntil: null }, { uploadsPausedUntil: { lt: until } }] }, data: { uploadsPausedUntil: until, uploadsPausedWhy: code } });
  deps.log.warn({ shop: video.shop, videoId: video.id, code, until: until.toISOString() }, "uploads of this shop pause");
  return until;
}
