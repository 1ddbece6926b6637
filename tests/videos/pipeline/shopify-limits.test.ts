// Shopify's limits for videos: what is said before anything is spent, what pauses a shop's uploads, and who waits for how long.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readShopLimits, type ShopLimits } from "#app/videos/read-shop-limits.server.ts";
import { watchVideoRoom } from "#app/videos/watch-video-room.server.ts";
import { tellKept } from "#app/words/keep-sentence.ts";
import { tell } from "#app/words/say.ts";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(async () => {
  await shop?.close();
});
afterEach(async () => {
  await shop.db.shop.updateMany({ data: { uploadsPausedUntil: null, uploadsPausedWhy: null } });
  expect(shop.fakeShopify.ledger.violations).toEqual([]);
  expect(shop.logLines.filter((line) => line.includes("bug in a step"))).toEqual([]);
});

const admin = (room: { planName: string; hosted: number | null } | null) => ({ readVideoRoom: async () => room });
const limitsOf = (room: { planName: string; hosted: number | null } | null) => readShopLimits({ db: shop.db, clock: shop.deps.clock, rooms: watchVideoRoom({ clock: shop.deps.clock }) }, { shop: SHOP, admin: admin(room) });
const view = async (videoId: string) => {
  const found = await shop.videos.getVideo({ shop: SHOP, videoId });
  if (!found) throw new Error("no such video");
  return found;
};
/** A finished video that was approved and is about to be uploaded. */
async function approved(handle: string): Promise<string> {
  const { videoId } = await shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: shop.product(handle).gid, recipe: null, prompt: null, requestedBy: null });
  expect(await shop.drive(videoId)).toBe("ready");
  await shop.videos.approveVideo({ shop: SHOP, videoId, approvedBy: null, place: "last", alt: "" });
  return videoId;
}
const row = (videoId: string) => shop.db.video.findUniqueOrThrow({ where: { id: videoId }, include: { publication: true } });
const told = (limits: ShopLimits) => ({ ...limits, blockers: limits.blockers.map(tell), notices: limits.notices.map(tell) });
const staged = () => shop.fakeShopify.ledger.stagedTargets.length;

test("the plan's places are counted, and what is unknown is null and no zero", async () => {
  expect(await limitsOf({ planName: "Basic", hosted: 100 })).toMatchObject({ planSlots: { limit: 250, used: 100, left: 150 }, weekLeft: 1_000, hourLeft: 200, trialStore: false, blockers: [], notices: [] });
  expect(told(await limitsOf({ planName: "Grow", hosted: 995 }))).toMatchObject({ planSlots: { limit: 1_000, left: 5 }, blockers: [], notices: ["Your Shopify plan permits 1,000 videos and 3D models. There is room for 5 more."] });
  expect(await limitsOf({ planName: "Shopify Plus", hosted: 9_000 })).toMatchObject({ planSlots: { limit: null, used: 9_000, left: null }, blockers: [] });
  expect(await limitsOf({ planName: "Advanced", hosted: null })).toMatchObject({ planSlots: { limit: 5_000, used: null, left: null }, blockers: [], notices: [] });
  expect(await limitsOf(null)).toMatchObject({ planSlots: { limit: null, used: null, left: null }, trialStore: null, blockers: [], notices: [] });
  expect(told(await limitsOf({ planName: "Basic", hosted: 250 })).blockers).toEqual([expect.stringMatching(/^Your Shopify plan permits 250 videos .* Delete some .* or move to a larger plan\.$/)]);
  expect(told(await limitsOf({ planName: "Trial", hosted: 0 })).blockers).toEqual(["Stores in a Shopify trial cannot have uploaded videos. Choose a Shopify plan first."]);
});

test("a page asks Shopify once in ten minutes, many at once ask once, and a page does not wait for a slow answer", async () => {
  const calls = () => shop.fakeShopify.ledger.adminCalls.filter(({ name }) => name === "VideoRoom").length;
  const before = calls();
  const rooms = watchVideoRoom({ clock: shop.deps.clock });
  const rooms20 = await Promise.all(Array.from({ length: 20 }, () => rooms.read({ shop: SHOP, admin: shop.admin })));
  await rooms.read({ shop: SHOP, admin: shop.admin });
  expect(rooms20[7]).toMatchObject({ planName: "Basic", hosted: 0 });
  expect(calls() - before).toBe(1);
  const slow = watchVideoRoom({ clock: shop.deps.clock });
  let answer: (room: { planName: string; hosted: number }) => void = () => undefined;
  const late = { readVideoRoom: () => new Promise<{ planName: string; hosted: number }>((resolve) => { answer = resolve; }) };
  expect(await slow.read({ shop: SHOP, admin: late, patienceMs: 5 })).toBeNull();
  answer({ planName: "Basic", hosted: 3 });
  expect(await slow.read({ shop: SHOP, admin: late })).toMatchObject({ hosted: 3 });
});

test("a full plan is known before a message is sent, and counted anew as soon as a place may be free", async () => {
  const { videoId } = await shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: shop.product("oak-board").gid, recipe: null, prompt: null, requestedBy: null });
  const full = { ...shop.worker("full"), shopifyFor: async () => ({ ...shop.admin, readVideoRoom: async () => ({ planName: "Basic", hosted: 250 }) }), rooms: watchVideoRoom({ clock: shop.deps.clock }) };
  const messages = shop.fakeNemo.ledger.messagesAccepted();
  await shop.step(videoId, full);
  expect(await view(videoId)).toMatchObject({ status: "failed", can: { retry: true }, problem: { code: "video.shop_limit", text: expect.stringMatching(/larger plan\. Then try again\. Nothing was sent and nothing was charged\.$/) } });
  expect(shop.fakeNemo.ledger.messagesAccepted()).toBe(messages);
  await shop.videos.retryVideo({ shop: SHOP, videoId });
  expect(await shop.drive(videoId)).toBe("ready");
  await shop.videos.discardVideo({ shop: SHOP, videoId });
});

test("Shopify's throttle pauses the shop's uploads for an hour; the other videos wait without asking, and go on by themselves", async () => {
  const first = await approved("stoneware-mug");
  const second = await approved("canvas-tote");
  shop.fakeShopify.control.refuseNext({ mutation: "stagedUploadsCreate", code: null, message: "Video throttle exceeded" });
  const from = shop.fakeShopify.ledger.adminCalls.length;
  await shop.step(first);
  const { uploadsPausedUntil, uploadsPausedWhy } = await shop.db.shop.findUniqueOrThrow({ where: { domain: SHOP } });
  expect(uploadsPausedWhy).toBe("shopify.video_throttled");
  expect((uploadsPausedUntil?.getTime() ?? 0) - Date.now()).toBeGreaterThan(shop.deps.waits.uploadsPauseMs * 0.5);
  await shop.step(second);
  expect(shop.fakeShopify.ledger.adminCalls.slice(from).map(({ name }) => name)).toEqual(["StagedVideoUpload"]);
  for (const videoId of [first, second]) {
    const { nextTryAt, failures } = await row(videoId);
    expect(failures).toBe(0);
    expect(nextTryAt?.getTime()).toBeGreaterThanOrEqual(uploadsPausedUntil?.getTime() ?? Infinity);
    expect(await view(videoId)).toMatchObject({ status: "publishing", waitsUntil: nextTryAt?.toISOString(), headline: expect.stringMatching(/^Shopify takes no more videos of your store for now\. Publishing goes on by itself\./) });
  }
  const limits = told(await readShopLimits(shop.deps, { shop: SHOP, admin: shop.admin }));
  expect(limits.notices).toEqual([expect.stringMatching(/^Shopify takes no more videos of your store for now\. Publishing is tried again in about .* A video can be made now/)]);
  expect(await shop.drive(first)).toBe("published");
  expect(await shop.drive(second)).toBe("published");
  expect(await view(first)).toMatchObject({ waitsUntil: null });
});

test("after seven days of throttling a video waits for a person, with what to do", async () => {
  const videoId = await approved("wool-throw");
  await shop.db.video.update({ where: { id: videoId }, data: { stepStartedAt: new Date(Date.now() - shop.deps.waits.uploadGiveUpMs - 1_000) } });
  shop.fakeShopify.control.refuseNext({ mutation: "fileCreate", code: "INVALID", message: "Video throttle exceeded" });
  await shop.step(videoId);
  expect(await view(videoId)).toMatchObject({ status: "attention", can: { retry: true }, problem: { code: "shopify.video_throttled", text: expect.stringContaining("for seven days") } });
  await shop.videos.retryVideo({ shop: SHOP, videoId });
  expect(await shop.drive(videoId)).toBe("published");
});

test("a full plan stops the one video with what to do, the shop's others wait, and trying again asks at once", async () => {
  const first = await approved("olive-soap");
  const second = await approved("linen-cushion");
  shop.fakeShopify.control.refuseNext({ mutation: "stagedUploadsCreate", code: null, message: "Your plan does not permit more than 250 videos and 3D models" });
  await shop.step(first);
  await shop.step(second);
  expect(await view(first)).toMatchObject({ status: "attention", can: { retry: true }, problem: { code: "shopify.plan_limit" } });
  expect(await view(second)).toMatchObject({ status: "publishing", waitsUntil: expect.any(String), headline: expect.stringMatching(/^Your Shopify plan does not permit more videos\. Delete videos/) });
  const before = staged();
  await shop.videos.retryVideo({ shop: SHOP, videoId: first });
  await shop.step(first);
  expect(staged()).toBe(before + 1);
  expect(await shop.drive(first)).toBe("published");
  expect(await shop.drive(second)).toBe("published");
});

test("no upload is begun while this app's own hour or week is full, and none of another shop waits for it", async () => {
  const videoId = await approved("beeswax-candle");
  const template = await row(videoId);
  await shop.db.shop.create({ data: { domain: "other.myshopify.com" } });
  const fill = async (domain: string, count: number, at: Date) => {
    const { publication: _publication, id: _id, ...video } = template;
    const rows = Array.from({ length: count }, () => crypto.randomUUID());
    const json = { choices: {}, pictures: [], warnings: [], stepNotes: {}, inspection: undefined, creditsBefore: undefined, creditsAfter: undefined };
    await shop.db.video.createMany({ data: rows.map((one) => ({ ...video, ...json, shop: domain, id: one, status: "published", step: "done", nemoRowId: null, leaseOwner: null })) });
    await shop.db.publication.createMany({ data: rows.map((one) => ({ videoId: one, shop: domain, productGid: "gid://shopify/Product/1", filename: `${one}.mp4`, alt: "", fileGid: `gid://shopify/Video/${one}`, createSentAt: at })) });
  };
  const halfHourAgo = new Date(Date.now() - 1_800_000);
  await fill("other.myshopify.com", 200, halfHourAgo);
  expect(await readShopLimits(shop.deps, { shop: SHOP, admin: shop.admin })).toMatchObject({ hourFreeAt: null });
  await fill(SHOP, 200, halfHourAgo);
  const before = shop.fakeShopify.ledger.adminCalls.length;
  await shop.step(videoId);
  expect(shop.fakeShopify.ledger.adminCalls).toHaveLength(before);
  const waiting = await row(videoId);
  expect([waiting.errorCode, tellKept(waiting.merchantText ?? "")]).toEqual(["shopify.hour_full", expect.stringContaining("200 videos an hour")]);
  expect(Math.abs((waiting.nextTryAt?.getTime() ?? 0) - halfHourAgo.getTime() - 3_600_000)).toBeLessThan(1_000);
  await shop.db.shop.updateMany({ data: { uploadsPausedUntil: null } });
  await fill(SHOP, 800, new Date(Date.now() - 3 * 86_400_000));
  expect(told(await readShopLimits(shop.deps, { shop: SHOP, admin: shop.admin }))).toMatchObject({ weekLeft: 0, notices: [expect.stringMatching(/1,000 videos a week .* in about 4 days\./)] });
  await shop.step(videoId);
  expect(await row(videoId)).toMatchObject({ errorCode: "shopify.week_full" });
  await shop.db.publication.updateMany({ where: { videoId: { not: videoId } }, data: { createSentAt: new Date(0) } });
  await shop.db.shop.updateMany({ data: { uploadsPausedUntil: null } });
  expect(await shop.drive(videoId)).toBe("published");
});

test("at most two videos of a shop are uploaded at once; a third waits for its turn, and a dead worker's place comes free", async () => {
  const [one, two, three] = [await approved("stoneware-mug"), await approved("canvas-tote"), await approved("wool-throw")];
  const busy = async (videoId: string, leaseUntil: Date) => {
    await shop.db.video.update({ where: { id: videoId }, data: { leaseOwner: `other/${videoId}`, leaseUntil } });
    await shop.db.publication.update({ where: { videoId }, data: { uploadingBy: `other/${videoId}` } });
  };
  for (const videoId of [one, two]) await busy(videoId ?? "", new Date(Date.now() + 600_000));
  const before = staged();
  await shop.step(three ?? "");
  expect(staged()).toBe(before);
  expect(await view(three ?? "")).toMatchObject({ status: "publishing", waitsUntil: null, headline: expect.stringMatching(/^Other videos of your shop are being uploaded first\./) });
  await busy(two ?? "", new Date(Date.now() - 600_000));
  expect(await shop.drive(three ?? "")).toBe("published");
  await busy(one ?? "", new Date(Date.now() - 600_000));
  for (const videoId of [one, two]) expect(await shop.drive(videoId ?? "")).toBe("published");
});
