// Back-pressure per account of NemoVideo: two workers, one account of the operator and one of a shop's own. The stand-in's ledger says what was asked.
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { systemClock } from "#app/lib/clock.ts";
import { createNemoPace } from "#app/shops/nemo-pace.server.ts";
import { NEMO_TOKEN, openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";

const PRODUCTS = ["linen-cushion", "stoneware-mug", "canvas-tote", "walnut-desk-lamp", "beeswax-candle", "olive-soap"];
const OPEN_TURNS = 2;

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop({ perShop: 50, openTurns: OPEN_TURNS, nemoCredits: 100_000, film: { size: 128, fps: 4 } });
});
afterAll(async () => {
  await shop?.close();
});
afterEach(async () => {
  shop.fakeNemo.control.clear();
  shop.fakeNemo.control.resetSettings();
  await shop.db.nemoPace.deleteMany();
  await shop.db.video.updateMany({ where: { status: { notIn: ["published"] } }, data: { status: "discarded" } });
});

const ask = async (handle: string) => (await shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: shop.product(handle).gid, recipe: null, prompt: null, requestedBy: null })).videoId;
const row = (videoId: string) => shop.db.video.findUniqueOrThrow({ where: { id: videoId } });
const chats = () => shop.fakeNemo.ledger.requests({ path: "/run_sse" }).length;

test("two workers open no more turns of one account than it may have; the others wait as rows with a time and then come", async () => {
  const ids = await Promise.all(PRODUCTS.map(ask));
  for (const id of ids) await shop.drive(id, ({ step }) => step === "generate");
  const before = shop.fakeNemo.ledger.messagesAccepted();
  shop.fakeNemo.control.always("hold-stream");
  const two = [shop.worker("worker-a"), shop.worker("worker-b")] as const;
  const runs = ids.map((id, i) => shop.step(id, two[i % 2]));
  await vi.waitFor(() => expect(shop.fakeNemo.ledger.messagesAccepted() - before).toBe(OPEN_TURNS));
  // four runs are over, and hold no worker
  await vi.waitFor(async () => expect(await shop.db.video.count({ where: { id: { in: ids }, leaseOwner: null, errorCode: "nemo.no_room", nextTryAt: { not: null } } })).toBe(ids.length - OPEN_TURNS));
  const waiting = await shop.db.video.findFirstOrThrow({ where: { id: { in: ids }, errorCode: "nemo.no_room" } });
  expect((await shop.videos.getVideo({ shop: SHOP, videoId: waiting.id }))?.headline).toMatch(/begins as soon as there is room; nothing is charged/);
  expect(await shop.step(waiting.id)).toBeUndefined();
  expect(shop.fakeNemo.ledger.messagesAccepted() - before).toBe(OPEN_TURNS);
  shop.fakeNemo.control.clear();
  shop.fakeNemo.control.release();
  await Promise.all(runs);
  for (const id of ids) expect(await shop.drive(id)).toBe("ready");
  expect(shop.fakeNemo.ledger.messagesAccepted() - before).toBe(ids.length);
  expect(await shop.db.video.count({ where: { id: { in: ids }, failures: { gt: 0 } } })).toBe(0);
}, 60_000);

test("after a 429 no worker asks for the account again before its time; another account is asked as before", async () => {
  const own = { domain: "own.myshopify.com", nemoAccountKind: "own", nemoTokenSealed: shop.secrets.seal(NEMO_TOKEN) };
  const id = await ask("stoneware-mug");
  await shop.drive(id, ({ step }) => step === "generate");
  const other = await ask("canvas-tote");
  shop.fakeNemo.control.next({ at: "chat", answer: { instead: { status: 429, headers: { "retry-after": "60" }, body: "" } } });
  // real pauses here, so that the time cannot have come
  const slow = (name: string) => {
    const worker = shop.worker(name);
    return { ...worker, waits: { ...worker.waits, slowAccountMaxMs: 60_000, slowAccountSpreadMs: 0 }, pace: { ...worker.pace, slowDown: (account: string, o: { longestMs: number }) => worker.pace.slowDown(account, { ...o, ms: 60_000 }) } };
  };
  const chatsBefore = chats();
  await shop.step(id, slow("worker-a"));
  expect(chats() - chatsBefore).toBe(1);
  const waiting = await row(id);
  expect(waiting).toMatchObject({ status: "making", step: "generate", errorCode: "nemo.busy", failures: 0, leaseOwner: null });
  expect((waiting.nextTryAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(50_000);

  const requests = shop.fakeNemo.ledger.requests().length;
  await shop.step(id, slow("worker-b"));
  await shop.step(other, slow("worker-b"));
  expect(shop.fakeNemo.ledger.requests()).toHaveLength(requests);
  expect((await row(other)).nextTryAt).not.toBeNull();

  // the shop connects an account of its own: the operator's is no longer its business
  await shop.db.shop.update({ where: { domain: SHOP }, data: { nemoAccountKind: "own", nemoTokenSealed: own.nemoTokenSealed } });
  try {
    expect(await shop.drive(other)).toBe("ready");
    expect((await shop.db.nemoPace.findUniqueOrThrow({ where: { account: "operator" } })).strikes).toBe(1);
  } finally {
    await shop.db.shop.update({ where: { domain: SHOP }, data: { nemoAccountKind: null, nemoTokenSealed: null } });
  }
}, 60_000);

test("the pause doubles with each 429 after a pause, not with several of one moment, and begins anew after an answer", async () => {
  let now = new Date("2026-11-21T12:00:00Z");
  const pace = createNemoPace({ db: shop.db, clock: { ...systemClock, now: () => now }, operatorToken: undefined, openTurns: 1 });
  const later = (ms: number) => (now = new Date(now.getTime() + ms));
  const busy = () => pace.slowDown("one.myshopify.com", { ms: 30_000, longestMs: 120_000 });
  expect(await Promise.all([busy(), busy(), busy()])).toEqual([30_000, 30_000, 30_000]);
  expect(await pace.look("one.myshopify.com")).toEqual({ waitMs: 30_000, slowed: true });
  expect(await pace.look("two.myshopify.com")).toEqual({ waitMs: 0, slowed: false });
  later(30_000);
  expect(await busy()).toBe(60_000);
  later(60_000);
  expect(await busy()).toBe(120_000);
  later(120_000);
  expect(await busy()).toBe(120_000);
  await pace.speedUp("one.myshopify.com"); // its pause is not over
  expect((await pace.look("one.myshopify.com")).slowed).toBe(true);
  later(120_000);
  await pace.speedUp("one.myshopify.com");
  expect(await busy()).toBe(30_000);
});
