// Changes in words: every test ends with the ledgers of the stand-ins, in messages accepted, sessions opened and files kept.
import { existsSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { NEMO_USER, openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop({ perShop: 50, nemoCredits: 100_000 });
});
afterAll(async () => {
  await shop?.close();
});
let since: number;
beforeEach(() => {
  since = Date.now();
  shop.logLines.length = 0;
});
afterEach(async () => {
  shop.fakeNemo.control.clear();
  shop.fakeNemo.control.clock.fast(Infinity);
  shop.fakeNemo.control.setCredits(NEMO_USER, 100_000);
  expect(shop.fakeNemo.ledger.violations()).toEqual([]);
  expect(shop.fakeShopify.ledger.violations).toEqual([]);
  expect(shop.logLines.filter((line) => line.includes("bug in a step"))).toEqual([]);
});

const request = async (handle: string) => (await shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: shop.product(handle).gid, recipe: null, prompt: null, requestedBy: null })).videoId;
const refine = (videoId: string, text: string) => shop.videos.refineVideo({ shop: SHOP, videoId, text, requestedBy: "42" });
const row = (id: string) => shop.db.video.findUniqueOrThrow({ where: { id }, include: { renders: { orderBy: { createdAt: "asc" } }, messages: true, nemoSession: true } });
const messages = () => shop.fakeNemo.ledger.messagesAccepted({ since });
const charged = () => shop.fakeNemo.ledger.creditsCharged({ since });
const keptFile = async (id: string) => path.join(shop.keptDir, (await row(id)).renders.at(-1)?.keptFile ?? "none");
const facts = async (id: string) => (await row(id)).renders.at(-1)?.facts as { durationMs: number; audioCodec: string | null; sha256: string };
const changes = async (id: string) => ((await row(id)).inspection as { changes?: string[] }).changes;

test("two refinements are two messages in one project; three files are kept, and an older one may be published instead", async () => {
  const first = await request("walnut-desk-lamp");
  expect(await shop.drive(first)).toBe("ready");
  const uploads = shop.fakeNemo.ledger.all("upload").length;
  const { videoId: second, already } = await refine(first, "Make it shorter and remove the music");
  expect(already).toBe(false);
  expect(await row(first)).toMatchObject({ status: "superseded", version: 1 });
  expect(await shop.drive(second)).toBe("ready");
  const { videoId: third } = await refine(second, 'Use another order and call it "Lamp of the year"');
  expect(await shop.drive(third)).toBe("ready");

  expect([messages(), charged()]).toEqual([3, 200]);
  const rows = await Promise.all([first, second, third].map(row));
  expect(new Set(rows.map((one) => one.nemoRowId)).size).toBe(1);
  expect(rows.map(({ version, status, refinesId }) => [version, status, refinesId])).toEqual([[1, "superseded", null], [2, "superseded", first], [3, "ready", second]]);
  // the pictures went there once
  expect(shop.fakeNemo.ledger.all("upload")).toHaveLength(uploads);
  for (const id of [first, second, third]) expect(existsSync(await keptFile(id))).toBe(true);
  const [one, two, three] = [await facts(first), await facts(second), await facts(third)];
  expect(new Set([one, two, three].map(({ sha256 }) => sha256)).size).toBe(3);
  expect(two.durationMs / one.durationMs).toBeCloseTo(2 / 3, 1);
  expect([one.audioCodec, two.audioCodec]).toEqual([expect.any(String), null]);
  expect(await changes(second)).toEqual([expect.stringMatching(/^Length: \d+ s, now [\d.]+ s\.$/), expect.stringMatching(/^Sound “BGM.*” is gone\.$/)]);
  expect(await changes(third)).toEqual([expect.stringMatching(/^The pictures come in another order: /), expect.stringMatching(/^Text “.*” is now “Lamp of the year”\.$/)]);

  await shop.videos.approveVideo({ shop: SHOP, videoId: second, approvedBy: "42", place: "last", alt: "" });
  expect(await shop.drive(second)).toBe("published");
  expect(await row(third)).toMatchObject({ status: "ready" });
  expect(messages()).toBe(3);
});
