import { ExpectedError } from "#app/lib/expected-error.ts";
import { whyNoFurther } from "./check-limits.server.ts";
import { chosenOptions } from "#app/videos/choices.ts";
import { blocksInBatch } from "#app/videos/video-status.ts";
import { requestVideo } from "#app/videos/request-video.server.ts";
import { keepSentence } from "#app/words/keep-sentence.ts";
import type { Sentence } from "#app/words/say.ts";
import type { BatchWorkerDeps } from "./batch-deps.ts";
import { keptSelection } from "./batch-json.ts";
import type { SkipReason } from "./batch-view.ts";
import { skipFor } from "./describe-skip.ts";
import { judgeProduct } from "./judge-products.server.ts";
import { pauseWith, stillItsTurn, type Turn } from "./next-turn.server.ts";
import { nextResumeLook } from "./resume-batches.server.ts";

/** The turn was somebody else's by the time it was taken: another worker began it, or the batch was paused. */
class TurnOver extends Error {
  override name = "TurnOver";
}

/**
 * Begins the video of one product by the one function that begins a video, from a fresh look at the product. Row and link are one
 * transaction: a crash leaves both or neither. A product that cannot have one now is left out with its reason. Throws ExpectedError
 * `shopify.*` when Shopify could not be asked.
 */
export async function beginItem(deps: BatchWorkerDeps, turn: Turn): Promise<"begun" | "skipped" | "over"> {
  const { batch, item } = turn;
  const { shop } = batch;
  const admin = await deps.shopifyFor(shop);
  const full = await whyNoFurther(deps, { shop, admin });
  if (full) {
    await deps.db.$transaction((tx) => pauseWith(tx, batch, "limit", full, nextResumeLook(deps.clock.now())));
    return "over";
  }
  const product = await admin.getMaterial({ productGid: item.productGid });
  if (!product) return skip(deps, turn, skipFor("gone"));
  const videos = await deps.db.video.findMany({ where: { shop, productGid: item.productGid, status: { in: [...blocksInBatch, "published"] } }, select: { status: true } });
  // Whether its pictures are enough for the recipe, the plan of the video says.
  const against = judgeProduct({ ...product, hasPicture: true, hasVideo: videos.some((video) => video.status === "published"), onItsWay: videos.some((video) => video.status !== "published") }, keptSelection.parse(batch.selection).anyway);
  if (against) return skip(deps, turn, against);
  const chosen = batch.choices ? chosenOptions.parse(batch.choices) : null;
  try {
    const { already } = await requestVideo(deps, {
      shop, admin: { getMaterial: async () => product }, productGid: item.productGid, recipe: batch.recipe, chosen, prompt: null, requestedBy: batch.requestedBy,
      turn: {
        ownText: chosen === null,
        async before(tx) {
          if (!(await stillItsTurn(tx, turn, { perShop: deps.perShop, now: deps.clock.now() }))) throw new TurnOver();
        },
        async after(tx, videoId) {
          await tx.batchItem.update({ where: { batchId_position: { batchId: batch.id, position: item.position }, shop }, data: { state: "begun", videoId, begunAt: deps.clock.now(), productTitle: product.title, credits: null } });
        },
      },
    });
    return already ? await skip(deps, turn, skipFor("on_its_way")) : "begun";
  } catch (error) {
    if (error instanceof TurnOver) return "over";
    if (!(error instanceof ExpectedError) || !error.code.startsWith("video.")) throw error;
    const picture = product.pictures.length === 0 && error.code === "video.blocked" ? skipFor("no_picture") : null;
    return skip(deps, turn, picture ?? { reason: "blocked", text: error.sentence });
  }
}

async function skip(deps: BatchWorkerDeps, { batch, item }: Turn, why: { reason: SkipReason; text: Sentence | string }): Promise<"skipped"> {
  await deps.db.batchItem.updateMany({
    where: { batchId: batch.id, shop: batch.shop, position: item.position, state: "waiting" }, data: { state: "skipped", skipReason: why.reason, skipText: keepSentence(why.text) },
  });
  return "skipped";
}
