// A backup of the database and the kept files, everything lost, and a restore: what was made is there, the way goes on, and nothing is paid twice.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { Prisma } from "@prisma/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tellKept } from "#app/words/keep-sentence.ts";
import { readIn } from "#app/words/words.server.ts";
import { readAllRows, seedShop } from "#tests/security/seed-shop.ts";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";
import { createTestDatabase } from "#tests/setup/test-database.ts";

let shop: TestShop;
let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "backup-"));
  shop = await openTestShop({ film: { size: 128, fps: 4 } });
});
afterAll(async () => {
  await shop?.close();
  rmSync(dir, { recursive: true, force: true });
});

const kept = () => path.join(shop.dir, "kept");
const run = (script: string, folder: string, databaseUrl = shop.databaseUrl, keptDir = kept()) => new Promise<{ code: number | null; said: string }>((resolve) => {
  const child = spawn(process.execPath, [script, folder], { stdio: ["ignore", "pipe", "pipe"], env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", DATABASE_URL: databaseUrl, SHOPIFY_API_KEY: "k", SHOPIFY_API_SECRET: "s", SHOPIFY_APP_URL: "https://app.example", ENCRYPTION_KEY: shop.encryptionKey, KEPT_FILES_DIR: keptDir, LOG_LEVEL: "silent" } as NodeJS.ProcessEnv });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.once("close", (code) => resolve({ code, said }));
});
const request = async (handle: string) => (await shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: shop.product(handle).gid, recipe: null, prompt: null, requestedBy: null })).videoId;
const loseEverything = async () => {
  await shop.db.$executeRawUnsafe(`TRUNCATE ${Prisma.dmmf.datamodel.models.map(({ name }) => `"${name}"`).join(", ")} CASCADE`);
  await shop.db.$executeRawUnsafe("DELETE FROM pgboss.job");
  rmSync(kept(), { recursive: true, force: true });
};
const filesOf = (folder: string) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => [path.relative(folder, path.join(entry.parentPath, entry.name)), statSync(path.join(entry.parentPath, entry.name)).size] as const).toSorted();

test("after a restore a finished video is published, one that was being made goes on, and one that may have been begun since waits for a person", async () => {
  const finished = await request("stoneware-mug");
  expect(await shop.drive(finished)).toBe("ready");
  const underway = await request("linen-cushion");
  await shop.drive(underway, (row) => row.step === "settle");
  const unsent = await request("canvas-tote");
  await shop.drive(unsent, (row) => row.step === "upload_pictures");
  const before = await readAllRows(shop.db);
  const files = filesOf(kept());
  expect(files.length).toBeGreaterThan(0);

  const folder = path.join(dir, "one");
  const backup = await run("scripts/backup.ts", folder);
  expect(backup).toEqual({ code: 0, said: expect.stringMatching(/rows of \d+ tables and the kept files/) });
  // The message is sent after the backup: the backup knows nothing of the payment.
  await shop.drive(unsent, (row) => row.step === "settle");
  const paid = shop.fakeNemo.ledger.messagesAccepted();
  await loseEverything();

  const restore = await run("scripts/restore.ts", folder);
  expect(restore).toEqual({ code: 0, said: expect.stringContaining("1 videos that may have been begun since wait for a person") });
  expect(filesOf(kept())).toEqual(files);
  const now = await readAllRows(shop.db);
  const changed = [...before].filter((row) => !now.has(row));
  // Only the one that is held, and leases that nobody has any more.
  expect(changed.filter((row) => !row.includes(unsent) && !row.includes(underway))).toEqual([]);

  expect((await shop.videos.getVideo({ shop: SHOP, videoId: unsent }))?.problem).toMatchObject({ code: "app.restored", text: expect.stringContaining("look in NemoVideo before you begin it again") });
  const german = await readIn({ language: "de", locale: "de" }, () => shop.videos.getVideo({ shop: SHOP, videoId: unsent }));
  expect(german?.problem?.text).toMatch(/^Die App wurde aus einer Sicherung vom \d{4}-\d\d-\d\d \d\d:\d\d UTC wiederhergestellt\. .* bei NemoVideo nach, bevor du es noch einmal beginnst\.$/);
  expect(await shop.drive(unsent)).toBe("attention");
  expect(await shop.drive(underway)).toBe("ready");
  await shop.videos.approveVideo({ shop: SHOP, videoId: finished, approvedBy: null, place: "last", alt: "A mug" });
  expect(await shop.drive(finished)).toBe("published");
  expect(shop.fakeNemo.ledger.messagesAccepted()).toBe(paid);
  expect(shop.fakeNemo.ledger.violations()).toEqual([]);
  // New rows do not stumble over restored ones.
  expect(await shop.db.videoEvent.count()).toBeGreaterThan(0);
});

test("every kind of row comes back as it was, and what is no fit is refused whole", async () => {
  const [from, to] = [await createTestDatabase(), await createTestDatabase()];
  const keptFrom = path.join(dir, "kept-from");
  try {
    const seeded = await seedShop(from.db, { shop: "rows.myshopify.com", productGid: "gid://shopify/Product/1", keptDir: keptFrom, mark: `quote " \\ \n ümläut 💥` });
    await from.db.video.update({ where: { id: seeded.videoIds[3] ?? "" }, data: { refinesId: seeded.videoIds[1] ?? "", madeFrom: "x" } });
    await from.db.session.create({ data: { id: "s", shop: "rows.myshopify.com", state: "", accessToken: "v1.sealed", userId: 9_007_199_254_740_993n } });
    await from.db.actCount.create({ data: { key: "k", points: 1 } });
    await from.db.nemoPace.create({ data: { account: "a" } });
    const folder = path.join(dir, "two");
    expect((await run("scripts/backup.ts", folder, from.url, keptFrom)).code).toBe(0);
    expect(await run("scripts/backup.ts", folder, from.url, keptFrom)).toEqual({ code: 1, said: expect.stringContaining("is not empty") });
    // All but the ones that a restore changes on purpose.
    const held = (rows: Set<string>) => [...rows].filter((row) => !/,(queued|making|attention),|,running,|,paused,/.test(row)).toSorted();
    const restored = await run("scripts/restore.ts", folder, to.url, path.join(dir, "kept-to"));
    expect(restored).toEqual({ code: 0, said: expect.stringContaining("rows of") });
    expect(held(await readAllRows(to.db))).toEqual(held(await readAllRows(from.db)));
    expect(filesOf(path.join(dir, "kept-to"))).toEqual(filesOf(keptFrom));
    expect((await from.db.video.count())).toBe(await to.db.video.count());
    const paused = await to.db.batch.findMany({ where: { pausedText: { not: null } }, select: { pausedText: true } });
    expect(paused.map(({ pausedText }) => tellKept(pausedText ?? ""))).toContain("Paused after a restore from a backup. Look at what was begun, then go on.");
    expect(paused.map(({ pausedText }) => readIn({ language: "ja", locale: "ja" }, () => tellKept(pausedText ?? "")))).toContain("バックアップからの復元後、一時停止しています。開始済みのものを確認してから再開してください。");
    await to.db.videoEvent.create({ data: { videoId: seeded.videoIds[0] ?? "", step: "x", kind: "note" } });

    expect(await run("scripts/restore.ts", folder, to.url)).toEqual({ code: 1, said: expect.stringContaining("already has rows") });
    const other = path.join(dir, "three");
    cpSync(folder, other, { recursive: true });
    for (const [content, says] of [['{"format":1,"at":"2026-01-01T00:00:00Z","migrations":["20990101_future"]}\n', "another version of the app"], ['{"format":7}\n', "no backup of Shelfreel"], ["", "empty"]] as const) {
      writeFileSync(path.join(other, "database.jsonl.gz"), gzipSync(content));
      const empty = await createTestDatabase();
      expect(await run("scripts/restore.ts", other, empty.url)).toEqual({ code: 1, said: expect.stringContaining(says) });
      expect((await readAllRows(empty.db)).size).toBe(0);
      await empty.close();
    }
  } finally {
    await from.close();
    await to.close();
  }
});
