import { randomUUID } from "node:crypto";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { joinSentences } from "#app/words/join-sentences.ts";
import { sentence, type Sentence } from "#app/words/say.ts";
import { EXPECTED_CREDITS, EXPECTED_EDIT_CREDITS, MEDIA_LIMIT } from "#app/videos/limits.ts";
import { readShopLimits } from "#app/videos/read-shop-limits.server.ts";
import { sentPictures } from "#app/videos/video-json.ts";
import { merchantFilesOf } from "./send-merchant-files.server.ts";
import type { Step, StepContext } from "./step-context.ts";

/** The request read the product this short a time ago, in ms, that the same answer counts. */
const JUST_READ_MS = 15_000;

/** Everything that can stop a video is asked before anything is spent: product, platform limits, credits, export right. */
export const checkBeforeSpending: Step = async (context) => {
  const { video, deps, signal } = context;
  const shopify = await deps.shopifyFor(video.shop);
  const justRead = video.mediaCount !== null && deps.clock.now().getTime() - video.createdAt.getTime() < JUST_READ_MS;
  const media = justRead ? video.mediaCount : await shopify.countMedia({ productGid: video.productGid });
  if (media === null) throw refuse("video.product_gone", sentence("steps.product_gone"));
  if (media >= MEDIA_LIMIT) {
    throw refuse("video.media_full", sentence("steps.media_full", { n: media, limit: MEDIA_LIMIT }));
  }
  // What a newer version is made of lies in its project already.
  if (!video.refinesId && sentPictures.parse(video.pictures).length === 0 && (await merchantFilesOf(context)).length === 0) throw refuse("video.no_pictures", sentence("steps.no_picture"));
  const { blockers } = await readShopLimits(deps, { shop: video.shop, admin: shopify, videoId: video.id });
  if (blockers.length) throw refuse("video.shop_limit", sentence("steps.shop_limit", { why: joinSentences(...blockers) }));
  await checkExportRight(context);
  const expected = video.refinesId ? EXPECTED_EDIT_CREDITS : EXPECTED_CREDITS;
  const credits = await context.callNemo((account) => context.nemo.readCredits(account, { signal }).then((seen) => ({ seen, account })));
  // An unreadable balance does not block (protocol §9).
  if (credits.seen.available !== null && credits.seen.available < expected) {
    const way = credits.account.kind === "anonymous" && credits.account.nemoUserId ? sentence("steps.register", { url: `https://nemovideo.com/register?bind=${encodeURIComponent(credits.account.nemoUserId)}` }) : sentence("steps.top_up");
    throw refuse("nemo.no_credits", joinSentences(sentence("steps.too_few_credits", { what: video.refinesId ? "change" : "video", available: credits.seen.available, expected }), way));
  }
  return { move: "next", data: { creditsBefore: { ...credits.seen } } };
};

/** Refusals that the next call would only meet again, at the price of another token request (protocol §4.3: once per job). */
const ACCOUNT_REFUSED = ["nemo.reconnect", "nemo.token_limit", "nemo.client_id"];

// A token that may not export would only be refused after the credits are gone. A look at a render that does not exist
// costs nothing and meets the same refusal (peers R5); only that refusal counts.
async function checkExportRight({ video, deps, nemo, callNemo, signal }: StepContext): Promise<void> {
  const proven = await deps.db.render.findFirst({ where: { status: "completed", video: { shop: video.shop } }, select: { id: true } });
  if (proven) return;
  try {
    await callNemo((account) => nemo.pollRender(account, { renderId: `render_${randomUUID()}`, signal }));
  } catch (error) {
    if (error instanceof ExpectedError && error.code === "nemo.plan") {
      throw refuse("nemo.plan", sentence("steps.no_export_right"), error);
    }
    if (!(error instanceof ExpectedError) || ACCOUNT_REFUSED.includes(error.code)) throw error;
    deps.log.info({ videoId: video.id, code: error.code }, "the export right could not be asked; going on");
  }
}

const refuse = (code: string, merchantMessage: Sentence | string, cause?: unknown) =>
  new ExpectedError({ code, message: `refused before spending: ${code}`, merchantMessage, charged: "no", retryable: false, cause });
