// Group Z, load: many products at once while NemoVideo takes two turns at a time.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { useFaultShop } from "./use-fault-shop.ts";

const PRODUCTS = 60;
const AT_ONCE = 8;
const handles = Array.from({ length: PRODUCTS }, (_, i) => `product-${i}`);
const dir = mkdtempSync(path.join(tmpdir(), "shelfreel-load-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
mkdirSync(path.join(dir, "images"));
copyFileSync(path.resolve("fakes/shopify/catalog/images/stoneware-mug-1.jpg"), path.join(dir, "images/one.jpg"));
writeFileSync(path.join(dir, "products.csv"), ["Handle,Title,Published,Variant Price,Image Src,Image Position,Status", ...handles.map((handle, i) => `${handle},Product ${i},TRUE,10.00,images/one.jpg,1,active`)].join("\n"));
const faults = useFaultShop({ catalog: path.join(dir, "products.csv"), perShop: PRODUCTS, nemoCredits: 1_000_000 });

test("Z8: many products at once against two turns at a time: each waits its turn and ends, one message each, no storm", async () => {
  const { shop, control } = faults;
  control.clock.fast(1_000);
  control.set({ turnsAtOnce: 2, delays: { talk: 120_000 } });
  control.always("text-only");
  const ids: string[] = [];
  for (const handle of handles) ids.push(await faults.request(handle));
  expect(new Set(ids).size).toBe(PRODUCTS);
  let busySeen = false;
  const work = async (mine: string[]) => {
    for (const videoId of mine) {
      await shop.drive(videoId, (row) => {
        busySeen ||= row.errorCode === "nemo.busy";
        return false;
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, worker) => work(ids.filter((_id, i) => i % AT_ONCE === worker))));
  const ends = await shop.db.video.groupBy({ by: ["status", "errorCode"], _count: true });
  expect(ends).toEqual([{ status: "attention", errorCode: "nemo.nothing_made", _count: PRODUCTS }]);
  const messages = shop.fakeNemo.ledger.messages();
  expect(messages).toHaveLength(PRODUCTS);
  expect(new Set(messages.map((message) => message.sessionId)).size).toBe(PRODUCTS);
  expect(busySeen).toBe(true);
  expect(faults.requests(/run_sse/).length).toBeLessThan(PRODUCTS * 8);
}, 120_000);
