// What the benchmarks of pages, of taking in and of an idle app stand on: that they measure what they say, not how fast it is.
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { readVideo } from "#app/videos/read-videos.server.ts";
import { buildVideoView } from "#app/videos/build-video-view.ts";
import { readVideoLists, readVideoRows } from "#app/videos/read-video-rows.server.ts";
import { countStatements, followFrontend } from "#scripts/bench/count-statements.ts";
import { measureAccept } from "#scripts/bench/measure-accept.ts";
import { seededVideoId, seedVideos } from "#scripts/bench/seed-videos.ts";
import { seedWaiting } from "#scripts/bench/seed-waiting.ts";
import { quantile } from "#scripts/bench/send-as-admin.ts";
import { createTestDatabase } from "#tests/setup/test-database.ts";

const SHOP = "bench.myshopify.com";

async function open() {
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await database.close();
  });
  return { ...database, client };
}

test("the seeded shop is one that pages can show: whole videos, rows of each state, the newest first", async () => {
  const { db, client } = await open();
  await seedVideos(client, { shop: SHOP, from: 0, to: 60, productGids: ["gid://shopify/Product/1"] });
  await seedVideos(client, { shop: SHOP, from: 60, to: 100 });
  const video = await readVideo(db, { shop: SHOP, videoId: seededVideoId(42) });
  expect(video && buildVideoView(video, () => "/media", 86_400_000)).toMatchObject({ status: "published", player: { width: 1080 }, published: { filename: "film.mp4" } });
  const [waiting = []] = await readVideoLists(db, { shop: SHOP, lists: [{ statuses: ["ready", "attention"], take: 20 }] });
  expect(waiting.map(({ id }) => id)).toEqual([94, 93, 92, 91, 90].map(seededVideoId));
  expect(await readVideoRows(db, { shop: SHOP, productGid: "gid://shopify/Product/1", take: 20 })).toHaveLength(10);
});

test("an idle shop's places are taken and the rest waits", async () => {
  const { db, client } = await open();
  await seedWaiting(client, { shop: SHOP, waiting: 50, begun: 3 });
  expect(await db.video.groupBy({ by: ["status"], _count: { _all: true }, orderBy: { status: "asc" } })).toEqual([{ status: "making", _count: { _all: 3 } }, { status: "queued", _count: { _all: 50 } }]);
});

test("the counter sees every statement, simple or prepared, and passes everything on", async () => {
  const { url } = await open();
  const counter = await countStatements(url);
  const client = new pg.Client({ connectionString: counter.url });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await counter.close();
  });
  const before = counter.count();
  await client.query("SELECT 1");
  const { rows } = await client.query("SELECT $1::text AS said", ["ö".repeat(200_000)]);
  expect(rows[0].said).toHaveLength(200_000);
  expect(counter.count() - before).toBe(2);
});

test("messages are told apart however the connection cuts them", () => {
  const message = (type: string, body: string) => {
    const head = Buffer.alloc(5);
    head.write(type);
    head.writeInt32BE(4 + body.length, 1);
    return Buffer.concat([head, Buffer.from(body)]);
  };
  const startup = Buffer.from([0, 0, 0, 8, 0, 3, 0, 0]);
  const stream = Buffer.concat([startup, message("P", "Q E"), message("E", "x"), message("Q", "SELECT 1"), message("X", "")]);
  for (const size of [1, 3, stream.length]) {
    let count = 0;
    const read = followFrontend(() => count++);
    for (let at = 0; at < stream.length; at += size) read(stream.subarray(at, at + size));
    expect(count).toBe(2);
  }
});

test("quantiles are of the values, in any order", () => {
  expect([quantile([5, 1, 4, 2, 3], 0.5), quantile([5, 1, 4, 2, 3], 0.95), quantile([7], 0.95)]).toEqual([3, 5, 7]);
});

test("a batch is taken in beside one INSERT of its rows", async () => {
  const { acceptMs, insertMs } = await measureAccept({ products: 50, rounds: 1 });
  expect(acceptMs).toBeGreaterThan(0);
  expect(insertMs).toBeGreaterThan(0);
}, 60_000);
