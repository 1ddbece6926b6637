// What is kept of a shop: it can be had whole without a secret, it goes at its time, and after shop/redact nothing of it is anywhere.
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Prisma } from "@prisma/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openLocalFiles } from "#app/files/local-files.server.ts";
import { retentionDays } from "#app/operations/retention.ts";
import { sweepOldData } from "#app/operations/sweep-old-data.server.ts";
import { createSecretBox } from "#app/lib/seal-secret.server.ts";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { say, sentence } from "#app/words/say.ts";
import { readFor, readIn } from "#app/words/words.server.ts";
import { APP_ORIGIN, deliver, ENCRYPTION_KEY, openApp, sessionToken, SHOP, type OpenApp } from "#tests/setup/open-app.ts";
import { seedShop, type SeededShop } from "./seed-shop.ts";

const OTHER = "two.myshopify.com";
/** Ends like the shop whose data go. */
const NEIGHBOUR = "not-one.myshopify.com";
const DAY_MS = 24 * 3_600_000;
let app: OpenApp;
let own: SeededShop;
beforeAll(async () => {
  app = await openApp();
  await app.send(new Request(`${APP_ORIGIN}/app`, { headers: { Authorization: `Bearer ${sessionToken(SHOP)}` } }));
  own = await seed(SHOP, "canary-own", "gid://shopify/Product/1");
  await seed(OTHER, "canary-other", "gid://shopify/Product/2");
  await seed(NEIGHBOUR, "canary-neighbour", "gid://shopify/Product/3");
});
afterAll(() => app.close());

/** With everything besides that names the shop: a sealed token, counters, a pace and jobs. */
async function seed(shop: string, mark: string, productGid: string): Promise<SeededShop> {
  const seeded = await seedShop(app.db, { shop, mark, productGid, keptDir: app.keptDir });
  await app.db.shop.update({ where: { domain: shop }, data: { nemoAccountKind: "own", nemoTokenSealed: createSecretBox(ENCRYPTION_KEY).seal(`nmv_usr_${mark}`), settings: { brand: mark } } });
  if (shop !== SHOP) await app.signIn(shop);
  await app.db.actCount.create({ data: { key: `spend:${shop}`, points: 1, expire: new Date(Date.now() + 60_000) } });
  await app.db.nemoPace.create({ data: { account: shop } });
  await app.services().videos.noteProductChange({ webhookId: `job-${mark}`, topic: "PRODUCTS_UPDATE", shop, productGid: "gid://shopify/Product/99500" + mark.length });
  return seeded;
}

/** Every row of every table in every schema. */
async function dump(): Promise<string> {
  const tables = await app.db.$queryRaw<{ schema: string; name: string }[]>`
    SELECT table_schema::text AS schema, table_name::text AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`;
  const rows: string[] = [];
  for (const { schema, name } of tables) for (const { row } of await app.db.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM "${schema}"."${name}" t`)) rows.push(`${name} ${row}`);
  return rows.join("\n");
}
const disk = () => readdirSync(app.keptDir, { recursive: true, withFileTypes: true }).map((entry) => `${entry.parentPath}/${entry.name} ${entry.isFile() ? readFileSync(path.join(entry.parentPath, entry.name), "utf8") : ""}`).join("\n");
const fetchExport = async (shop = SHOP) => (await app.send(new Request(`${APP_ORIGIN}/app/export`, { headers: { Authorization: `Bearer ${sessionToken(shop)}` } }))).text();

test("the export is one JSON with every field of every table of the shop, without tokens and without another shop", async () => {
  const text = await fetchExport();
  const data = JSON.parse(text) as Record<string, Record<string, unknown>[]>;
  expect(data["videos"]).toHaveLength(own.videoIds.length);
  expect(data["batches"]).toHaveLength(4);
  expect(data["batchItems"]).toHaveLength(4);
  expect(text).not.toMatch(/canary-other|canary-neighbour|two\.myshopify|not-one\.|nmv_usr_|shpat_|shprt_|v1\.[0-9a-f]{8}\./);
  // Left out on purpose: secrets, addresses that open something, and what only makes the app run.
  const leftOut = new Set(["Shop.nemoTokenSealed", "Session.accessToken", "Session.refreshToken", "Render.url", "Publication.stagedTarget", "Publication.resourceUrl", "Video.leaseOwner", "Video.leaseUntil", "Video.revision", "Batch.revision"]);
  const personOfShopify = ["Session"]; // only which sessions there are: their other fields are Shopify's
  const missing = Prisma.dmmf.datamodel.models.filter(({ name }) => !personOfShopify.includes(name) && !["NemoPace", "ActCount"].includes(name))
    .flatMap(({ name, fields }) => fields.filter(({ kind }) => kind === "scalar").filter((field) => !text.includes(`"${field.name}":`) && !leftOut.has(`${name}.${field.name}`)).map((field) => `${name}.${field.name}`));
  expect(missing).toEqual([]);
});

test("what is kept as sentences is exported in the language of whoever asks, also page by page, and texts of people's stay as they are", async () => {
  const shop = "told.myshopify.com";
  await app.signIn(shop);
  await app.db.shop.create({ data: { domain: shop } });
  const kept = keepSentence(sentence("shops.uninstalled_while_made"));
  const prompt = '{"id":"a prompt"}';
  await app.db.video.createMany({ data: Array.from({ length: 230 }, (_, i) => ({
    shop, productGid: `gid://shopify/Product/${i}`, productTitle: "x", recipe: "r", prompt, choices: {}, pictures: [], merchantText: i === 7 ? '{"id":"no.such","values":null}' : kept,
    warnings: [{ code: "draft.length", text: keepSentence(sentence("steps.draft_length", { n: 20, made: 1_200 })) }],
  })) });
  const asked = new Request(`${APP_ORIGIN}/app/export`, { headers: { Authorization: `Bearer ${sessionToken(shop)}` } });
  const text = await readFor({ query: null, acceptLanguage: "de,en;q=0.5" }, async () => (await app.send(asked)).text());
  const { videos } = JSON.parse(text) as { videos: { merchantText: string; prompt: string; warnings: { text: string }[] }[] };
  const [german, warning] = readIn({ language: "de", locale: "de" }, () => [say("shops.uninstalled_while_made"), say("steps.draft_length", { n: 20, made: 1_200 })]);
  expect(videos.filter(({ merchantText }) => merchantText === german)).toHaveLength(229);
  expect(videos.filter(({ merchantText }) => merchantText === '{"id":"no.such","values":null}')).toHaveLength(1);
  expect(new Set(videos.map(({ warnings }) => warnings[0]?.text))).toEqual(new Set([warning]));
  expect(new Set(videos.map((video) => video.prompt))).toEqual(new Set([prompt]));
});

test("many videos are exported page by page, each once; only the shop itself gets them", async () => {
  const many = "many.myshopify.com";
  await app.signIn(many);
  await app.db.shop.create({ data: { domain: many } });
  await app.db.video.createMany({ data: Array.from({ length: 250 }, (_, i) => ({ shop: many, productGid: `gid://shopify/Product/${i}`, productTitle: "x", recipe: "r", prompt: "p", choices: {}, pictures: [] })) });
  const batch = await app.db.batch.create({ data: { shop: many, origin: "hand", title: "t", recipe: "r" } });
  await app.db.batchItem.createMany({ data: Array.from({ length: 230 }, (_, i) => ({ shop: many, batchId: batch.id, position: i, productGid: `gid://shopify/Product/${i}` })) });
  const data = JSON.parse(await fetchExport(many)) as { videos: { id: string }[]; batchItems: { position: number }[] };
  expect(new Set(data.videos.map(({ id }) => id)).size).toBe(250);
  expect(data.batchItems.map(({ position }) => position)).toEqual(Array.from({ length: 230 }, (_, i) => i));
  expect((await app.send(new Request(`${APP_ORIGIN}/app/export`))).status).toBe(401);
});

test("old deliveries, steps, paces, counters, stray files and shops that are gone are erased at their time, and nothing else is", async () => {
  const now = new Date();
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const video = own.videoIds[0] ?? "";
  await app.db.webhookDelivery.createMany({ data: [{ id: "old", topic: "x", shop: SHOP, receivedAt: ago(retentionDays.webhookDeliveries + 1) }, { id: "young", topic: "x", shop: SHOP, receivedAt: ago(retentionDays.webhookDeliveries - 1) }] });
  await app.db.videoEvent.createMany({ data: [{ videoId: video, step: "old", kind: "note", at: ago(retentionDays.videoEvents + 1) }, { videoId: video, step: "young", kind: "note", at: ago(retentionDays.videoEvents - 1) }] });
  await app.db.$executeRaw`UPDATE "NemoPace" SET "updatedAt" = ${ago(retentionDays.paces + 1)} WHERE account = ${OTHER}`;
  await app.db.actCount.create({ data: { key: "ask:old.myshopify.com", points: 1, expire: ago(1) } });
  for (const [shop, days] of [["gone-long.myshopify.com", retentionDays.uninstalledShops + 1], ["gone-lately.myshopify.com", retentionDays.uninstalledShops - 1]] as const) await app.db.shop.create({ data: { domain: shop, uninstalledAt: ago(days) } });
  const files = { stray: ago(2), fresh: now, "logo-in-settings.png": ago(2) };
  mkdirSync(path.join(app.keptDir, SHOP, "deep"), { recursive: true });
  for (const [name, time] of Object.entries(files)) {
    writeFileSync(path.join(app.keptDir, SHOP, "deep", name), "x");
    utimesSync(path.join(app.keptDir, SHOP, "deep", name), time, time);
  }
  await app.db.shop.update({ where: { domain: SHOP }, data: { settings: { brand: { logo: "deep/logo-in-settings.png" } } } });
  for (const entry of readdirSync(path.join(app.keptDir, SHOP), { withFileTypes: true })) if (entry.isFile()) utimesSync(path.join(app.keptDir, SHOP, entry.name), ago(9), ago(9));

  const before = readdirSync(path.join(app.keptDir, SHOP), { recursive: true }).length;
  const swept = await sweepOldData({ db: app.db, keptFiles: openLocalFiles(app.keptDir), now, eraseShop: (shop) => app.services().videos.redactShop({ shop }) });
  expect(swept).toEqual({ webhookDeliveries: 1, videoEvents: 1, paces: 1, counts: 1, shops: ["gone-long.myshopify.com"], files: 1 });
  expect(readdirSync(path.join(app.keptDir, SHOP, "deep")).toSorted()).toEqual(["fresh", "logo-in-settings.png"]);
  expect(readdirSync(path.join(app.keptDir, SHOP), { recursive: true })).toHaveLength(before - 1);
  expect(await app.db.shop.count({ where: { domain: { startsWith: "gone-" } } })).toBe(1);
  expect(await app.db.webhookDelivery.count({ where: { id: "young" } })).toBe(1);
  expect((await sweepOldData({ db: app.db, keptFiles: openLocalFiles(app.keptDir), now, eraseShop: async () => expect.fail("nothing is left") })).files).toBe(0);
});

test("after shop/redact nothing of the shop is in any table or file: rows, jobs, counters, batches, tokens; the others keep theirs", async () => {
  const others = (text: string) => text.split("\n").filter((line) => /canary-(other|neighbour)/.test(line)).toSorted();
  const ids = [...own.ids, ...own.videoIds];
  const before = await dump();
  expect(before).toContain("job ");
  const namesShop = (text: string) => text.split("\n").filter((line) => new RegExp(`(?<![\\w-])${SHOP.replaceAll(".", "\\.")}`).test(line) || line.includes(own.mark) || ids.some((id) => line.includes(id)));
  expect(namesShop(before).length).toBeGreaterThan(40);
  expect(namesShop(disk()).length).toBeGreaterThan(5);

  const answer = await app.send(deliver("/webhooks/compliance", "shop/redact", JSON.stringify({ shop_domain: SHOP }), { webhookId: "the-request-itself" }));
  expect(answer.status).toBe(200);

  const after = await dump();
  // What stays is that the request came, for a week.
  expect(namesShop(after).filter((line) => !line.includes("the-request-itself"))).toEqual([]);
  expect(namesShop(disk())).toEqual([]);
  expect(others(after)).toEqual(others(before));
});

test("docs/privacy.md names every table and the days that the code keeps", () => {
  const text = readFileSync("docs/privacy.md", "utf8");
  expect(Prisma.dmmf.datamodel.models.map(({ name }) => name).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  for (const [what, days] of Object.entries(retentionDays)) expect([what, text.includes(`${days} day${days === 1 ? "" : "s"}`)]).toEqual([what, true]);
});
