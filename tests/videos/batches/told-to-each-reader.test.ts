// What a batch has to say is kept without a language and told to whoever reads it.
import { afterAll, beforeAll, expect, test } from "vitest";
import { readKept } from "#app/words/keep-sentence.ts";
import { say } from "#app/words/say.ts";
import { readIn } from "#app/words/words.server.ts";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";
import { gidsOf, newBatch, quoted, running } from "./drive-batches.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());
const german = { language: "de", locale: "de" } as const;
const view = async (batchId: string) => (await shop.batches.getBatch({ shop: SHOP, batchId }))!;

test("one batch's title is read in each reader's way", async () => {
  const productGids = Array.from({ length: 1_200 }, (_, i) => `gid://shopify/Product/${i + 1}`);
  const { batchId } = await shop.batches.createBatch(newBatch({ selection: { kind: "hand", productGids } }));
  expect(readKept((await shop.db.batch.findUniqueOrThrow({ where: { id: batchId } })).title)).toEqual({ id: "quote.title_hand", values: { n: 1_200 } });
  expect((await view(batchId)).title).toBe("1,200 chosen products");
  expect((await readIn(german, () => view(batchId))).title).toMatch(/^1\.200 /);
});

test("why a product is left out, what is in the way of a start and why a batch paused are kept as sentences", async () => {
  const left = await quoted(shop, { selection: { kind: "hand", productGids: gidsOf(shop, "gift-wrapping") } });
  const kept = await shop.db.batchItem.findFirstOrThrow({ where: { batchId: left } });
  expect(readKept(kept.skipText ?? "")).toEqual({ id: "quote.skip_no_picture" });
  expect((await view(left)).quote?.blockers).toEqual(["None of these products can have a video now."]);
  await expect(shop.batches.confirmBatch({ shop: SHOP, batchId: left, capCredits: null, confirmedBy: null })).rejects.toMatchObject({
    sentence: { id: "requests.batch_blocked", values: { why: { id: "quote.none_possible" } } }, merchantMessage: "None of these products can have a video now. Nothing was begun and nothing was charged.",
  });
  const runs = await running(shop, gidsOf(shop, "stoneware-mug"));
  await shop.batches.pauseBatch({ shop: SHOP, batchId: runs });
  expect(readKept((await shop.db.batch.findUniqueOrThrow({ where: { id: runs } })).pausedText ?? "")).toEqual({ id: "quote.paused_by_person" });
  expect((await view(runs)).pausedText).toMatch(/^You paused this batch\./);
});

test("the CSV speaks the language of who asked for it, also when it is read after the answer", async () => {
  const batchId = await quoted(shop, { selection: { kind: "hand", productGids: gidsOf(shop, "gift-wrapping") } });
  const csv = await readIn(german, () => shop.batches.batchCsv({ shop: SHOP, batchId }));
  const told: string[] = [];
  for await (const piece of csv ?? []) told.push(piece);
  const { columns, state } = readIn(german, () => ({ columns: [say("requests.csv_turn"), say("requests.csv_product")], state: say("requests.csv_state_skipped") }));
  expect(told[0]).toContain(columns.join(","));
  expect(told[1]).toContain(`,${state},`);
});

test("rows written before there were sentences are told as they are", async () => {
  const batchId = await quoted(shop, { selection: { kind: "hand", productGids: gidsOf(shop, "canvas-tote") } });
  await shop.db.batch.update({ where: { id: batchId }, data: { title: "Search: {mug}", status: "paused", pausedWhy: "cap", pausedText: "The cap of 300 credits is reached." } });
  expect(await view(batchId)).toMatchObject({ title: "Search: {mug}", pausedText: "The cap of 300 credits is reached." });
});
