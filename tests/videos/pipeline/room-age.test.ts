// How often a shop's files are counted: seldom where there is much room, as before where others could take the last places, once for all processes.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { systemClock } from "#app/lib/clock.ts";
import { couldBeFull, keptForMs } from "#app/videos/room-age.ts";
import { readShopLimits } from "#app/videos/read-shop-limits.server.ts";
import { watchVideoRoom } from "#app/videos/watch-video-room.server.ts";
import { createTestDatabase, type TestDatabase } from "#tests/setup/test-database.ts";

const SHOP = "room.myshopify.com";
const MINUTE = 60_000;
let database: TestDatabase;
let later = 0;
let asked: number[] = [];
let hosted = 0;
let planName = "Basic";
const clock = { ...systemClock, now: () => new Date(Date.now() + later) };
const admin = {
  readVideoRoom: async ({ expected }: { expected?: number }) => {
    asked.push(expected ?? -1);
    return { planName, hosted };
  },
};
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.close());
beforeEach(async () => {
  [later, asked, hosted, planName] = [0, [], 0, "Basic"];
  await database.db.shop.deleteMany();
  await database.db.shop.create({ data: { domain: SHOP } });
});
const process = () => {
  const rooms = watchVideoRoom({ clock, db: database.db });
  return { rooms, look: () => readShopLimits({ db: database.db, clock, rooms }, { shop: SHOP, admin }) };
};

test("many processes and restarts ask once an hour where the plan has room", async () => {
  planName = "Grow";
  for (let i = 0; i < 5; i += 1) await process().look();
  expect(asked).toEqual([0]);
  later = 59 * MINUTE;
  hosted = 120;
  expect((await process().look()).planSlots).toMatchObject({ used: 0 });
  later = 61 * MINUTE;
  expect((await process().look()).planSlots).toMatchObject({ used: 120, left: 880 });
  later = 122 * MINUTE;
  await process().look();
  expect(asked).toEqual([0, 0, 120]); // what was counted the last time is what is expected
});

test("where others could have taken the last places since, the count is ten minutes old at most", async () => {
  hosted = 200; // 50 left on Basic: as many as Shopify takes in a quarter of an hour
  const one = process();
  await one.look();
  later = 14 * MINUTE;
  await one.look();
  expect(asked).toHaveLength(1);
  later = 16 * MINUTE;
  hosted = 250;
  expect((await one.look()).blockers).toHaveLength(1);
  expect(asked.length).toBeGreaterThanOrEqual(2);
});

test("few places, and a plan without a known number: every ten minutes as before", async () => {
  for (const [plan, files] of [["Basic", 245], ["Shopify Plus", 9_000]] as const) {
    [planName, hosted, asked] = [plan, files, []];
    await database.db.shop.update({ where: { domain: SHOP }, data: { videoRoom: null as never } }).catch(() => database.db.$executeRaw`UPDATE "Shop" SET "videoRoom" = NULL`);
    const one = process();
    await one.look();
    later += 9 * MINUTE;
    await one.look();
    expect(asked).toHaveLength(1);
    later += 2 * MINUTE;
    await one.look();
    expect(asked).toHaveLength(2);
  }
});

test("a full plan is asked about again after half a minute, whatever is kept", async () => {
  hosted = 250;
  const one = process();
  expect((await one.look()).blockers).toHaveLength(1);
  later = MINUTE;
  hosted = 100;
  expect((await process().look()).blockers).toEqual([]);
});

test("what is kept and cannot be read counts as not there; an answer that could not be had is not kept for others", async () => {
  await database.db.shop.update({ where: { domain: SHOP }, data: { videoRoom: { planName: 7 } } });
  expect((await process().look()).planSlots.used).toBe(0);
});

test("the worst that others can do", () => {
  expect(couldBeFull({ left: 200, ageMs: 59 * MINUTE, uploadedSince: 0 })).toBe(false);
  expect(couldBeFull({ left: 150, ageMs: 59 * MINUTE, uploadedSince: 0 })).toBe(true);
  expect(couldBeFull({ left: 150, ageMs: 59 * MINUTE, uploadedSince: 100 })).toBe(false); // those were ours, and are counted
  expect(couldBeFull({ left: 1, ageMs: 9 * MINUTE, uploadedSince: 0 })).toBe(false); // young enough, as before
  expect([keptForMs({ planName: "Basic", hosted: 3 }), keptForMs({ planName: "Basic", hosted: null }), keptForMs({ planName: "Trial", hosted: 0 })]).toEqual([60 * MINUTE, 10 * MINUTE, 10 * MINUTE]);
});
