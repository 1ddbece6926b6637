// The short form of `npm run soak`: 60 videos of 10 shops on a scripted clock, one in three with a fault of any kind, judged by the stand-ins' ledgers.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { runSoak } from "#scripts/soak/run-soak.ts";
import { createTestDatabase } from "#tests/setup/test-database.ts";

test("every video of a long run ends in a state with a name, with at most one message and one attachment", async () => {
  const dir = mkdtempSync(path.join(tmpdir(), "shelfreel-soak-"));
  const database = await createTestDatabase();
  try {
    const figures = await runSoak({ dir, databaseUrl: database.url, shops: 10, productsPerShop: 6, faultShare: 1 / 3, seed: Number(process.env.CHAOS_SEED ?? 20261121), tell: () => undefined });
    expect(figures.findings).toEqual([]);
    expect(Object.values(figures.ends).reduce((sum, n) => sum + n, 0)).toBe(60);
    expect(figures.ends.published).toBeGreaterThan(40);
    expect(Object.keys(figures.faults).length).toBeGreaterThan(4);
    expect(figures.messages).toBeLessThanOrEqual(60);
    expect(figures.attached).toBeGreaterThanOrEqual(figures.ends.published ?? 0);
  } finally {
    await database.close();
    rmSync(dir, { recursive: true, force: true });
  }
}, 180_000);
