// What is read in plain SQL is what Prisma reads: same columns, same types, same order.
import { afterAll, beforeAll, expect, test } from "vitest";
import { readShopRow } from "#app/shops/read-shop-row.server.ts";
import { countUploads } from "#app/videos/count-uploads.server.ts";
import { readListedVideos } from "#app/videos/note-listing.server.ts";
import { takeLease } from "#app/videos/pipeline/lease.server.ts";
import { addParts, findNemoSession, findVideoRow, readEvents } from "#app/videos/read-video-parts.server.ts";
import { readVideoLists, readVideoRows } from "#app/videos/read-video-rows.server.ts";
import { readVideo, readVideosById } from "#app/videos/read-videos.server.ts";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";

let shop: TestShop;
let published = "";
let ready = "";
beforeAll(async () => {
  shop = await openTestShop();
  published = await make("stoneware-mug");
  await shop.videos.approveVideo({ shop: SHOP, videoId: published, approvedBy: "42", place: "last", alt: "A mug" });
  expect(await shop.drive(published)).toBe("published");
  ready = await make("walnut-desk-lamp");
}, 60_000);
afterAll(async () => {
  await shop?.close();
});

async function make(handle: string): Promise<string> {
  const { videoId } = await shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: shop.product(handle).gid, recipe: null, prompt: null, requestedBy: "42" });
  expect(await shop.drive(videoId)).toBe("ready");
  return videoId;
}

const include = { messages: { orderBy: { turn: "asc" } }, renders: { orderBy: { createdAt: "asc" } }, publication: true } as const;
const asPrismaHasIt = (videoId: string) => shop.db.video.findUniqueOrThrow({ where: { id: videoId }, include: { ...include, events: { orderBy: { id: "asc" } } } });

test("a video with all that belongs to it, alone and among others", async () => {
  const [whole, other] = [await asPrismaHasIt(published), await asPrismaHasIt(ready)];
  expect(whole.events.length).toBeGreaterThan(10);
  expect(whole.renders[0]?.facts).toMatchObject({ width: 272 });
  expect(await readVideo(shop.db, { shop: SHOP, videoId: published })).toStrictEqual(whole);
  const both = await readVideosById(shop.db, { shop: SHOP, videoIds: [ready, published] });
  expect(both.sort((a, b) => (a.id < b.id ? -1 : 1))).toStrictEqual([whole, other].sort((a, b) => (a.id < b.id ? -1 : 1)));
});

test("what belongs to another video or another shop is not among it", async () => {
  expect(await readVideo(shop.db, { shop: "other.myshopify.com", videoId: published })).toBeNull();
  expect(await readVideosById(shop.db, { shop: "other.myshopify.com", videoIds: [published] })).toEqual([]);
  const [first, second] = await addParts(shop.db, { shop: SHOP, videos: [{ id: ready }, { id: published }] });
  expect([first?.publication?.doneAt ?? null, second?.publication?.videoId]).toEqual([null, published]);
  const events = await readEvents(shop.db, { shop: SHOP, videoIds: [ready] });
  expect([events.length > 5, events.every(({ videoId }) => videoId === ready)]).toEqual([true, true]);
  expect(await addParts(shop.db, { shop: SHOP, videos: [] })).toEqual([]);
  // also where the ids are right and the shop is not
  const foreign = { shop: "other.myshopify.com", videos: [{ id: published }] };
  expect(await addParts(shop.db, foreign)).toEqual([{ id: published, messages: [], renders: [], publication: null }]);
  expect(await readEvents(shop.db, { shop: foreign.shop, videoIds: [published] })).toEqual([]);
  const video = await findVideoRow(shop.db, { shop: SHOP, videoId: ready });
  expect(await findNemoSession(shop.db, { shop: foreign.shop, id: video?.nemoRowId ?? "" })).toBeNull();
});

test("the shop's row and the session of NemoVideo", async () => {
  expect(await readShopRow(shop.db, SHOP)).toStrictEqual(await shop.db.shop.findUnique({ where: { domain: SHOP } }));
  expect(await readShopRow(shop.db, "other.myshopify.com")).toBeNull();
  const video = await findVideoRow(shop.db, { shop: SHOP, videoId: ready });
  const session = await findNemoSession(shop.db, { shop: SHOP, id: video?.nemoRowId ?? null });
  expect(session?.nemoSessionId).toBeTruthy();
  expect(session).toStrictEqual(await shop.db.nemoSession.findUnique({ where: { id: video?.nemoRowId ?? "" } }));
  expect(await findNemoSession(shop.db, { shop: SHOP, id: null })).toBeNull();
});

test("a lease brings the video as it is after it was taken", async () => {
  await shop.db.video.update({ where: { id: ready }, data: { status: "making" } });
  const lease = await takeLease(shop.deps, ready);
  expect(lease).toMatchObject({ held: true, video: { leaseOwner: expect.stringContaining(shop.deps.workerId) } });
  expect(lease.held && lease.video).toStrictEqual(await shop.db.video.findUniqueOrThrow({ where: { id: ready }, include: { ...include, shopRow: true, nemoSession: true } }));
  expect(await takeLease(shop.deps, ready)).toEqual({ held: false, busyUntil: lease.held ? lease.video.leaseUntil : null });
  await shop.db.video.update({ where: { id: ready }, data: { status: "ready", leaseOwner: null, leaseUntil: null } });
  expect(await takeLease(shop.deps, ready)).toEqual({ held: false, busyUntil: null });
});

test("lists have their own statuses, the newest first, as many as are wanted", async () => {
  const [waiting, done, none, one] = await readVideoLists(shop.db, { shop: SHOP, lists: [{ statuses: ["ready", "attention"], take: 20 }, { statuses: ["published"], take: 6 }, { statuses: ["failed"], take: 6 }, { statuses: ["ready", "published"], take: 1 }] });
  expect([waiting, done, none, one].map((list) => list?.map(({ id }) => id))).toEqual([[ready], [published], [], [ready]]);
  expect(done?.[0]?.published?.filename).toMatch(/\.mp4$/);
  expect((await readVideoRows(shop.db, { shop: SHOP, productGid: shop.product("stoneware-mug").gid, take: 5 })).map(({ id, createdAt }) => [id, createdAt])).toEqual([[published, (await asPrismaHasIt(published)).createdAt.toISOString()]]);
  expect(await readVideoLists(shop.db, { shop: "other.myshopify.com", lists: [{ statuses: ["ready"], take: 5 }] })).toEqual([[]]);
});

test("what is on a product and what was uploaded is counted from the same rows", async () => {
  const { gid } = shop.product("stoneware-mug");
  const { publication, ...video } = await asPrismaHasIt(published);
  const row = await shop.db.shop.findUniqueOrThrow({ where: { domain: SHOP } });
  expect(await readListedVideos(shop.db, { shop: SHOP, productGid: gid })).toEqual([{ id: video.id, status: "published", revision: video.revision, fileGid: publication?.fileGid, seenAt: publication?.seenAt, installedAt: row.installedAt }]);
  const now = new Date();
  const hourAgo = new Date(now.getTime() - 3_600_000);
  expect(await countUploads(shop.db, { shop: SHOP, now, since: hourAgo })).toMatchObject({ week: 1, hour: 1, weekFreeAt: null, hourFreeAt: null, takenSince: 1, onTheWay: 1 });
  expect(await countUploads(shop.db, { shop: SHOP, now, since: now, but: ready })).toMatchObject({ takenSince: 0, onTheWay: 0 });
  expect(await countUploads(shop.db, { shop: SHOP, now: new Date(now.getTime() + 2 * 3_600_000), since: now })).toMatchObject({ week: 1, hour: 0 });
});
