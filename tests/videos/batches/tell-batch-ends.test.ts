// The end of a batch is told to the address in the shop's settings: once it is taken, not before, and never to a place that is not public.
import type { RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tellBatchEnds } from "#app/videos/batches/tell-batch-ends.server.ts";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";
import { gidsOf, running, workOff } from "./drive-batches.ts";

const told: { path: string; body: Record<string, unknown> }[] = [];
let status = 503;
const merchant: RequestListener = (req, res) => {
  void text(req).then((body) => {
    told.push({ path: req.url ?? "", body: JSON.parse(body) as Record<string, unknown> });
    res.writeHead(status, status === 302 ? { location: "https://hooks.merchant.example/elsewhere" } : {}).end("thank you");
  });
};

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop({ film: { size: 128, fps: 4 }, hosts: [{ pattern: /^hooks\.merchant\.example$/, listener: merchant }] });
});
afterAll(() => shop.close());
const tell = () => tellBatchEnds(shop.batchDeps, new AbortController().signal);
const tellTo = (batchWebhook: string) => shop.db.shop.update({ where: { domain: SHOP }, data: { settings: { batchWebhook } } });

test("the end of a batch is told until it is taken, with counts and credits and no product's words; then never again", async () => {
  const batchId = await running(shop, gidsOf(shop, "stoneware-mug"));
  await workOff(shop);
  await tell();
  expect(told).toEqual([]); // no address, nobody told
  await tellTo("https://hooks.merchant.example/batches?key=1");
  for (status of [503, 302]) await tell();
  expect((await shop.db.batch.findUniqueOrThrow({ where: { id: batchId } })).toldAt).toBeNull();
  status = 204;
  await tell();
  await tell();
  expect(told.map(({ path }) => path)).toEqual(Array.from({ length: 3 }, () => "/batches?key=1"));
  expect(told.at(-1)?.body).toMatchObject({ event: "batch.ended", batchId, shop: SHOP, status: "done", products: { ready: 1, all: 1 }, spentCredits: 100, endedAt: expect.any(String) });
  expect(JSON.stringify(told)).not.toContain("Mug");
});

test.each(["https://127.0.0.1/x", "https://localhost/x", "https://10.0.0.1/x", "https://nobody.merchant.example/x"])("%s is not called, and the run goes on", async (address) => {
  await shop.db.batch.updateMany({ data: { toldAt: null } });
  await tellTo(address);
  const before = told.length;
  await tell();
  expect(told).toHaveLength(before);
  expect((await shop.db.batch.findFirstOrThrow()).toldAt).toBeNull();
});
