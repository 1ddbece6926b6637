import { openPointsBucket } from "#fakes/shopify/admin-api/points-bucket.ts";
import type { AdminCall } from "#fakes/shopify/ledger.ts";
import { PLANS } from "#fakes/shopify/shop-world.ts";
import { SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";

/** Admin calls of one video from the click to the listing, and what they asked for in points. */
export interface AdminCost {
  calls: number;
  points: number;
  names: string[];
}

/** What is asked for a shop now and then, and not for each video. */
const PER_SHOP = ["VideoRoom", "ShopLanguages"];

/** The cost of a stretch of the ledger; what is asked per shop is left out unless `all`. */
export function costOf(calls: AdminCall[], { all = false }: { all?: boolean } = {}): AdminCost {
  const counted = calls.filter(({ name }) => all || !PER_SHOP.includes(name));
  return { calls: counted.length, points: counted.reduce((sum, call) => sum + (call.requestedQueryCost ?? 0), 0), names: counted.map(({ name }) => name) };
}

/** How many of the calls a shop on the smallest plan would have refused, at the times at which they came: the stand-in itself runs faster. */
export function countThrottled(calls: AdminCall[]): number {
  let at = calls[0]?.at ?? 0;
  const bucket = openPointsBucket({ size: PLANS.basic.bucket, restoreRate: PLANS.basic.restoreRate, now: () => at });
  let throttled = calls.filter((call) => call.status === 429 || call.errorCodes.includes("THROTTLED")).length;
  for (const call of calls) {
    at = call.at;
    const taken = bucket.reserve(call.requestedQueryCost ?? 0);
    if (!taken) throttled += 1;
    else taken.refund((call.requestedQueryCost ?? 0) - (call.actualQueryCost ?? call.requestedQueryCost ?? 0));
  }
  return throttled;
}

/**
 * Makes one video and puts it on its product with two looks at Shopify's processing, as the documented waits (5 s, then 7.5 s) need for a
 * video that is processed in eight seconds. Gives the calls of the app; those that wait for the processing here are not among them.
 */
export async function publishOne(shop: TestShop, productGid: string, place: string): Promise<AdminCall[]> {
  const { adminCalls, filesCreated } = shop.fakeShopify.ledger;
  const calls: AdminCall[] = [];
  let from = adminCalls.length;
  const count = () => {
    calls.push(...adminCalls.slice(from));
    from = adminCalls.length;
  };
  const { videoId } = await shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid, recipe: null, prompt: null, requestedBy: null });
  await expectStatus(shop.drive(videoId), "ready");
  await shop.videos.approveVideo({ shop: SHOP, videoId, approvedBy: null, place, alt: "", replace: false });
  await shop.drive(videoId, ({ step }) => step === "await_shopify");
  await shop.step(videoId);
  count();
  const fileGid = filesCreated.at(-1)?.gid ?? "";
  for (const until = Date.now() + 20_000; Date.now() < until; ) {
    const [file] = await shop.admin.getFileStatuses({ fileGids: [fileGid] });
    if (file?.fileStatus === "READY") break;
  }
  from = adminCalls.length;
  await expectStatus(shop.drive(videoId), "published");
  count();
  return calls;
}

async function expectStatus(driven: Promise<string>, wanted: string): Promise<void> {
  const status = await driven;
  if (status !== wanted) throw new Error(`the video is ${status} and not ${wanted}`);
}
