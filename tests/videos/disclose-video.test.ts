// The metafield that says how a video was made: there while a video of ours is on the product, where the shop wants it; a merchant's own value is never touched.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { runRemoval } from "#app/videos/removal/run-removal.server.ts";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";
import { costOf, publishOne } from "./pipeline/measure-admin-cost.ts";
import { countCalls, driveWithDeath, placesIn, usePublications } from "./use-publications.ts";

const HANDLE = "canvas-tote";
const EVERY = process.env.CHAOS_EVERY === "1";
const FIELD = { namespace: "shelfreel", key: "ai_video" };
let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop({ perShop: 50, nemoCredits: 100_000, film: { size: 128, fps: 4 } });
});
afterAll(() => shop?.close());
const { row, fileOf, ready, publish, undo, merchant, media } = usePublications(() => shop);
const gid = () => shop.product(HANDLE).gid;
const wish = async (discloseMetafield: boolean) => {
  await shop.db.shop.upsert({ where: { domain: SHOP }, create: { domain: SHOP, settings: { discloseMetafield } }, update: { settings: { discloseMetafield } } });
};
const said = () => shop.fakeShopify.control.metafieldsOf(gid()).map(({ value }) => value);
const writes = () => shop.fakeShopify.ledger.metafieldWrites.filter(({ ownerGid }) => ownerGid === gid()).map(({ value }) => value);
const disclosureOf = async (videoId: string) => (await row(videoId)).publication?.disclosure;
beforeEach(async () => {
  await wish(true);
  shop.fakeShopify.ledger.metafieldWrites.length = 0;
});
afterEach(async () => {
  for (let rounds = 0; rounds < 2; rounds += 1) for (const { id } of await shop.db.video.findMany({ where: { status: "published" } })) await undo(id);
  expect(said()).toEqual([]);
  await shop.db.video.deleteMany();
  expect(shop.fakeShopify.ledger.violations).toEqual([]);
  expect(shop.logLines.filter((line) => line.includes("bug in a step") && !line.includes("Died: "))).toEqual([]);
});

test("off by default: nothing is written and nothing deleted", async () => {
  await wish(false);
  const videoId = await ready(HANDLE);
  await publish(videoId);
  expect(said()).toEqual([]);
  await undo(videoId);
  expect(writes()).toEqual([]);
  expect(await disclosureOf(videoId)).toBeNull();
});

test("written once the video is in its place, one call of 11 points; deleted with the undo, and written again with the next publication", async () => {
  const videoId = await ready(HANDLE);
  const from = shop.fakeShopify.ledger.adminCalls.length;
  expect(await publish(videoId)).toBe("published");
  const calls = shop.fakeShopify.ledger.adminCalls.slice(from);
  expect(costOf(calls.filter(({ name }) => name === "SetMetafields"))).toMatchObject({ calls: 1, points: 11 });
  expect(calls.findLastIndex(({ name }) => name === "SetMetafields")).toBeGreaterThan(calls.findLastIndex(({ name }) => name === "UpdateFiles"));
  expect(shop.fakeShopify.control.metafieldsOf(gid())).toEqual([{ ...FIELD, type: "boolean", value: "true" }]);
  expect(await disclosureOf(videoId)).toBe("ours");
  expect(await undo(videoId)).toBe("withdrawn");
  expect(said()).toEqual([]);
  expect(await disclosureOf(videoId)).toBe("removed");
  expect(await publish(videoId)).toBe("published");
  expect(said()).toEqual(["true"]);
  expect(writes()).toEqual(["true", null, "true"]);
});

test("a video costs one call and 11 points more with it, and nothing more without", async () => {
  const costs = [];
  for (const on of [false, true]) {
    await wish(on);
    costs.push(costOf(await publishOne(shop, gid(), "last")));
  }
  const [without, withIt] = costs.map(({ names, points, calls }) => ({ points, calls, own: names.filter((name) => name === "SetMetafields").length }));
  expect(without?.own).toBe(0);
  expect(withIt?.own).toBe(1);
  expect(without?.points).toBeLessThanOrEqual(80);
  // The second video's product has one medium more, which is read a time or two.
  expect((withIt?.points ?? 0) - (without?.points ?? 0)).toBeLessThanOrEqual(11 + 3);
  expect(withIt?.calls).toBeLessThanOrEqual(8);
});

test("a value of the merchant's own stays as it is, then and when the video is taken off", async () => {
  const own = { ownerGid: gid(), ...FIELD, type: "single_line_text_field", value: "made by hand" };
  shop.fakeShopify.control.putMetafield(own);
  const videoId = await ready(HANDLE);
  expect(await publish(videoId)).toBe("published");
  expect(await disclosureOf(videoId)).toBe("theirs");
  await undo(videoId);
  expect(said()).toEqual(["made by hand"]);
  expect(writes()).toEqual([]);
  await shop.admin.deleteDisclosure({ productGid: gid() });
});

test("with an older video on the product it is one metafield for both, and goes with the last of them", async () => {
  const older = await ready(HANDLE);
  await publish(older);
  const newer = await ready(HANDLE);
  await publish(newer);
  expect(await disclosureOf(newer)).toBe("ours");
  expect(writes()).toEqual(["true"]);
  await undo(newer); // the older one comes back
  expect((await row(older)).status).toBe("published");
  expect(said()).toEqual(["true"]);
  await undo(older);
  expect(said()).toEqual([]);
  expect(await disclosureOf(newer)).toBe("removed");
});

test("turned off meanwhile, the last undo still takes along what was written before", async () => {
  const older = await ready(HANDLE);
  await publish(older);
  await wish(false);
  const newer = await ready(HANDLE);
  await publish(newer);
  await merchant.deleteFile(await fileOf(older)); // it cannot come back
  expect(said()).toEqual(["true"]);
  await undo(newer);
  expect(said()).toEqual([]);
});

test("where Shopify refuses, the video is on the product all the same and its list of steps says so", async () => {
  const videoId = await ready(HANDLE);
  shop.fakeShopify.control.refuseNext({ mutation: "metafieldsSet", code: "CAPABILITY_VIOLATION" });
  expect(await publish(videoId)).toBe("published");
  expect(await disclosureOf(videoId)).toBe("refused");
  expect((await row(videoId)).events.map(({ text }) => text).join()).toContain("metafield_refused");
  await undo(videoId);
  expect(writes()).toEqual([]);
  // and the way off
  await publish(videoId);
  shop.fakeShopify.control.refuseNext({ mutation: "metafieldsDelete", code: null });
  expect(await undo(videoId)).toBe("withdrawn");
  expect((await row(videoId)).publication?.undoNote).toContain("metafield_stays");
  await shop.admin.deleteDisclosure({ productGid: gid() });
});

test.each(["SetMetafields", "DeleteMetafields"])("a lost answer to %s ends in the same state", async (operation) => {
  const videoId = await ready(HANDLE);
  shop.fakeShopify.control.loseAnswer(operation);
  expect(await publish(videoId)).toBe("published");
  expect([said(), await disclosureOf(videoId)]).toEqual([["true"], "ours"]);
  expect(await undo(videoId)).toBe("withdrawn");
  expect([said(), await disclosureOf(videoId), writes()]).toEqual([[], "removed", ["true", null]]);
});

test("removing all videos deletes it", async () => {
  const videoId = await ready(HANDLE);
  await publish(videoId);
  await shop.videos.removeAllVideos({ shop: SHOP, askedBy: null });
  for (let i = 0; i < 10 && (await shop.videos.readRemoval({ shop: SHOP })).moving; i += 1) {
    await runRemoval(shop.deps, { shop: SHOP });
    if ((await row(videoId)).status === "withdrawing") await shop.drive(videoId);
  }
  expect([(await row(videoId)).status, said(), await disclosureOf(videoId)]).toEqual(["withdrawn", [], "removed"]);
});

test("killed around every call of the step that writes it and of the one that deletes it, the end is the same", { timeout: 180_000 }, async () => {
  const videoId = await ready(HANDLE);
  await shop.videos.approveVideo({ shop: SHOP, videoId, approvedBy: null, place: "last", alt: "" });
  await shop.drive(videoId, ({ step }) => step === "attach");
  const on = await countCalls(shop, videoId);
  await shop.videos.undoVideo({ shop: SHOP, videoId, undoneBy: null });
  await shop.drive(videoId, ({ step }) => step === "confirm_undo");
  const off = await countCalls(shop, videoId);
  const around = (calls: string[], name: string) => {
    const at = calls.indexOf(`shopify.${name}`) + 1;
    expect(at, name).toBeGreaterThan(0);
    return [...[at - 1, at, at + 1].map((call) => ({ call, when: "after" as const })), { call: at, when: "before" as const }, { call: at, when: "during" as const }];
  };
  for (const death of [...around(on, "setDisclosure"), ...(EVERY ? placesIn(on) : [])]) {
    await shop.videos.approveVideo({ shop: SHOP, videoId, approvedBy: null, place: "last", alt: "" });
    await shop.drive(videoId, ({ step }) => step === "attach");
    expect(await driveWithDeath(shop, videoId, death), JSON.stringify(death)).toBe("published");
    expect([said(), await disclosureOf(videoId), media(HANDLE).filter((one) => one.includes("Video")).length], JSON.stringify(death)).toEqual([["true"], "ours", 1]);
    await undo(videoId);
    expect(said(), JSON.stringify(death)).toEqual([]);
  }
  for (const death of [...around(off, "deleteDisclosure"), ...(EVERY ? placesIn(off) : [])]) {
    await publish(videoId);
    await shop.videos.undoVideo({ shop: SHOP, videoId, undoneBy: null });
    await shop.drive(videoId, ({ step }) => step === "confirm_undo");
    expect(await driveWithDeath(shop, videoId, death), JSON.stringify(death)).toBe("withdrawn");
    expect([said(), await disclosureOf(videoId)], JSON.stringify(death)).toEqual([[], "removed"]);
  }
});
