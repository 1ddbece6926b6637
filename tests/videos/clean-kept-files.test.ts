// Copies go by age and for room, never one that is needed; the merchant is told what still works. On a folder; tests/files has both forms.
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readEnv } from "#app/env.server.ts";
import { openLocalFiles } from "#app/files/local-files.server.ts";
import { cleanKeptFiles } from "#app/videos/clean-kept-files.server.ts";
import { keptCopySentence } from "#app/videos/describe-kept-copy.ts";
import { videoStatuses } from "#app/videos/video-status.ts";
import { createTestDatabase, type TestDatabase } from "#tests/setup/test-database.ts";

const SHOP = "one.myshopify.com";
const DAY_MS = 24 * 3_600_000;
const now = new Date("2026-11-21T12:00:00Z");
let dir: string;
let database: TestDatabase;
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "clean-kept-"));
  database = await createTestDatabase();
  await database.db.shop.create({ data: { domain: SHOP } });
});
afterAll(async () => {
  await database?.close();
  rmSync(dir, { recursive: true, force: true });
});
beforeEach(async () => {
  await database.db.video.deleteMany();
});

async function addVideo(status: string, o: { daysAgo: number | null; bytes?: number }) {
  const id = randomUUID();
  const keptFile = `${SHOP}/${id}/r.mp4`;
  mkdirSync(path.join(dir, SHOP, id), { recursive: true });
  writeFileSync(path.join(dir, keptFile), "film");
  await database.db.video.create({
    data: {
      id, shop: SHOP, productGid: `gid://shopify/Product/${id}`, productTitle: "x", recipe: "x", prompt: "x", choices: {}, pictures: [], status, finishedAt: o.daysAgo === null ? null : new Date(now.getTime() - o.daysAgo * DAY_MS),
      renders: { create: { id: `render_${id}`, keptFile, facts: { bytes: o.bytes ?? 4 } } },
    },
  });
  return { id, there: () => existsSync(path.join(dir, keptFile)) };
}
const clean = (days: number, bytes: number | null = null) => cleanKeptFiles({ db: database.db, keptFiles: openLocalFiles(dir), keptLimits: { days, bytes }, now });

test("by age only what has ended goes; what waits for somebody, or is on its way, stays for ever", async () => {
  const videos = new Map(await Promise.all(videoStatuses.map(async (status) => [status, await addVideo(status, { daysAgo: 400 })] as const)));
  await clean(60);
  const left = [...videos].filter(([, video]) => video.there()).map(([status]) => status).toSorted();
  expect(left).toEqual(["attention", "making", "publishing", "queued", "ready", "superseded", "withdrawing"]);
  expect(await database.db.render.count({ where: { keptFile: null, keptErasedAt: now } })).toBe(videos.size - left.length);
});

test("what came to nothing goes after a week, what is published after its time", async () => {
  const [young, old, discarded, published] = [await addVideo("published", { daysAgo: 59 }), await addVideo("published", { daysAgo: 61 }), await addVideo("discarded", { daysAgo: 8 }), await addVideo("discarded", { daysAgo: 6 })];
  expect(await clean(60)).toEqual({ erased: 2, overBytes: 0 });
  expect([young, old, discarded, published].map((video) => video.there())).toEqual([true, false, false, true]);
});

test("for room the oldest go first, none of the last day and none that is needed; what is still too much is said", async () => {
  const oldest = await addVideo("published", { daysAgo: 30, bytes: 500 });
  const older = await addVideo("published", { daysAgo: 20, bytes: 500 });
  const old = await addVideo("published", { daysAgo: 10, bytes: 500 });
  const fresh = await addVideo("published", { daysAgo: 0.5, bytes: 500 });
  const waiting = await addVideo("ready", { daysAgo: null, bytes: 500 });
  expect(await clean(60, 1_600)).toEqual({ erased: 2, overBytes: 0 });
  expect([oldest, older, old, fresh, waiting].map((video) => video.there())).toEqual([false, false, true, true, true]);
  expect(await clean(60, 600)).toEqual({ erased: 1, overBytes: 400 });
  expect([old, fresh, waiting].map((video) => video.there())).toEqual([false, true, true]);
});

test("the merchant reads that the copy is gone and what still works", () => {
  const gone = { renders: [{ keptFile: null, keptErasedAt: now }], step: "done" };
  expect(keptCopySentence({ ...gone, status: "published", publication: { fileGid: "gid://shopify/Video/1", state: "DONE" } })).toMatch(/no longer be played here.*on the product is not touched.*taking it off still works/);
  expect(keptCopySentence({ ...gone, status: "withdrawn", step: "off", publication: { fileGid: "gid://shopify/Video/1", state: "DONE" } })).toMatch(/publishing it again still works/);
  expect(keptCopySentence({ ...gone, status: "discarded", publication: null })).toMatch(/no longer be played here\.$/);
  expect(keptCopySentence({ ...gone, renders: [{ keptFile: "x", keptErasedAt: null }], status: "published", publication: null })).toBeNull();
  expect(keptCopySentence({ ...gone, renders: [], status: "failed", publication: null })).toBeNull();
});

test("a bucket whose settings are not whole is said at the start, a sentence each, and no value", () => {
  const env = { DATABASE_URL: "postgresql://x", SHOPIFY_API_KEY: "x", SHOPIFY_API_SECRET: "x", SHOPIFY_APP_URL: "https://x.example", ENCRYPTION_KEY: "ab".repeat(32) };
  const said = (more: Record<string, string>) => {
    try {
      readEnv({ ...env, ...more } as unknown as NodeJS.ProcessEnv);
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(said({})).toBe("");
  expect(said({ KEPT_FILES_S3_BUCKET: "videos" })).toMatch(/KEPT_FILES_S3_REGION is not set, and object storage needs it\. KEPT_FILES_S3_ACCESS_KEY_ID is not set.*KEPT_FILES_S3_SECRET_ACCESS_KEY is not set/);
  expect(said({ KEPT_FILES_S3_ENDPOINT: "https://minio.example" })).toMatch(/KEPT_FILES_S3_BUCKET is not set, and object storage needs it/);
  const whole = { KEPT_FILES_S3_BUCKET: "videos", KEPT_FILES_S3_REGION: "auto", KEPT_FILES_S3_ACCESS_KEY_ID: "k", KEPT_FILES_S3_SECRET_ACCESS_KEY: "canary" };
  expect(said(whole)).toBe("");
  const wrong = said({ ...whole, KEPT_FILES_S3_ENDPOINT: "minio canary", KEPT_FILES_S3_PATH_STYLE: "canary", KEPT_FILES_S3_PREFIX: "/canary/", KEPT_FILES_DAYS: "-1" });
  for (const name of ["ENDPOINT: must be the http(s)", "PATH_STYLE: must be on or off", "PREFIX: must be folder names"]) expect(wrong).toContain(`KEPT_FILES_S3_${name}`);
  expect(wrong).toMatch(/KEPT_FILES_DAYS: /);
  expect(wrong).not.toMatch(/canary/);
});
