// Two web processes and two workers on one PostgreSQL server, started at the same moment on an empty database. One worker is killed and one stopped in
// the middle; the ledgers of the stand-ins say what was sent, made and attached.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { fleetProducts, openFleet, type Fleet } from "#scripts/chaos/open-fleet.ts";
import { createTestDatabase, type TestDatabase } from "#tests/setup/test-database.ts";

let dir: string;
let database: TestDatabase;
let fleet: Fleet;
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "shelfreel-fleet-"));
  database = await createTestDatabase();
  // as it is before the first start
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  await client.end();
  fleet = await openFleet({ dir, databaseUrl: database.url });
});
afterAll(async () => {
  await fleet?.close();
  await database?.close();
  rmSync(dir, { recursive: true, force: true });
});

const statuses = async (ids: string[]) => Promise.all(ids.map(async (id) => (await fleet.merchant.readVideo(id)).status));

test("migrations are applied once, six videos are made by whoever is there, and nothing is done twice", async () => {
  await Promise.all([fleet.startWeb(), fleet.startWeb(), fleet.startWorker(), fleet.startWorker()]);
  const applied = await database.db.$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM _prisma_migrations GROUP BY migration_name`;
  expect(applied.length).toBeGreaterThan(0);
  expect(applied.every(({ n }) => n === 1n)).toBe(true);

  const { nemo, shopify } = fleet.world;
  const ids = await Promise.all(fleetProducts.slice(0, 6).map(async (handle) => {
    const { plan } = await fleet.merchant.readPlan(fleet.productId(handle), null);
    // the same click in two tabs, which go to two processes
    const [one, two] = await Promise.all([fleet.merchant.generate(fleet.productId(handle), plan), fleet.merchant.generate(fleet.productId(handle), plan)]);
    expect(one).toBe(two);
    return one;
  }));
  // all turns are open now: nobody is between the mark and the first byte, where a person would have to decide
  await vi.waitFor(() => expect(nemo.ledger.messagesAccepted()).toBe(6), { timeout: 60_000, interval: 10 });
  await fleet.workers[0]?.kill();
  await fleet.startWorker();
  const stopped = await fleet.workers[1]?.stop();
  expect(stopped?.code).toBe(0);
  expect(stopped?.ms).toBeLessThan(10_000);

  await vi.waitFor(async () => expect(await statuses(ids)).toEqual(ids.map(() => "ready")), { timeout: 120_000, interval: 250 });
  await fleet.webs[0]?.kill(); // the other one answers
  await Promise.all(ids.map((id) => fleet.merchant.approve(id, "A product")));
  await vi.waitFor(async () => expect(await statuses(ids)).toEqual(ids.map(() => "published")), { timeout: 60_000, interval: 250 });

  expect(nemo.ledger.messagesAccepted()).toBe(6);
  expect(nemo.ledger.creditsCharged()).toBe(600);
  expect(nemo.ledger.renders().length).toBeLessThanOrEqual(12);
  expect(shopify.ledger.filesCreated).toHaveLength(6);
  expect(shopify.ledger.attachments).toHaveLength(6);
  expect([nemo.ledger.violations(), shopify.ledger.violations]).toEqual([[], []]);
  expect(readFileSync(path.join(dir, "worker.ts.log"), "utf8")).not.toMatch(/bug in a step/);
}, 240_000);
