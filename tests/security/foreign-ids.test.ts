// One shop never sees another's: every route of the app, with every kind of id of another shop, in every place that takes one.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openApp, SHOP, sessionToken, APP_ORIGIN, type OpenApp } from "#tests/setup/open-app.ts";
import { readAllRows, seedShop, tablesWithout, type SeededShop } from "./seed-shop.ts";
import { intentsOf } from "#scripts/fuzz/list-routes.ts";
import { writeAttempts } from "./write-attempts.ts";

const OTHER = "two.myshopify.com";
const MARK = "zebra-4711";
let app: OpenApp;
let other: SeededShop;
let own: SeededShop;
let before: Set<string>;
let filesBefore: Map<string, string>;

beforeAll(async () => {
  app = await openApp();
  await app.signIn(OTHER);
  other = await seedShop(app.db, { shop: OTHER, productGid: "gid://shopify/Product/424242424242", keptDir: app.keptDir, mark: MARK });
  before = await readAllRows(app.db);
  filesBefore = filesOf(OTHER);
  await app.send(new Request(`${APP_ORIGIN}/app`, { headers: { Authorization: `Bearer ${sessionToken(SHOP)}` } }));
  own = await seedShop(app.db, { shop: SHOP, productGid: app.shopify.product("stoneware-mug")?.gid ?? "", keptDir: app.keptDir, mark: "own" });
});
afterAll(() => app.close());

const filesOf = (shop: string) => new Map(readdirSync(path.join(app.keptDir, shop), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => {
  const file = path.join(entry.parentPath, entry.name);
  return [file, readFileSync(file, "utf8")] as const;
}));

/** What of the other shop is no longer as it was, or was added to it. */
async function damage(): Promise<string[]> {
  const now = await readAllRows(app.db);
  const gone = [...before].filter((row) => !now.has(row));
  const added = [...now].filter((row) => !before.has(row) && (row.includes(OTHER) || row.includes(MARK) || other.ids.some((id) => row.includes(id))));
  return [...gone.map((row) => `gone or changed: ${row}`), ...added.map((row) => `new: ${row}`)];
}

/** In words that a merchant's page understands: there is no such thing in this shop. */
const saysNotFound = (text: string) => /"code":"[\w.]*(not_found|gone)"|no such|not in your shop/.test(text);

test("every table that knows shops has rows of the other shop to find", async () => {
  expect(await tablesWithout(app.db, OTHER)).toEqual([]);
});

test("the enumeration has every file of app/routes, and finds the intents that a route takes", () => {
  const named = new Set(app.routes.map((route) => route.id));
  expect(readdirSync("app/routes").map((file) => `routes/${file.replace(/\.tsx?$/, "")}`).filter((id) => !named.has(id))).toEqual([]);
  expect(intentsOf('z.object({ intent: z.literal("a") }), intent: z.enum(["b", "c-d"])')).toEqual(["a", "b", "c-d"]);
  for (const route of app.routes) expect([route.id, /intent: z/.test(route.source), intentsOf(route.source)[0] !== ""]).toEqual([route.id, intentsOf(route.source)[0] !== "", /intent: z/.test(route.source)]);
});

test("no route reads, changes or mentions anything of another shop", async () => {
  const told: string[] = [];
  let sent = 0;
  for (const route of app.routes) {
    await app.db.actCount.deleteMany(); // the limit per minute would hide what a route says
    for (const id of route.params.length || route.module.action ? other.ids : other.ids.slice(0, 1)) {
      for (const attempt of writeAttempts({ route, asShop: SHOP, id, productGid: other.productGid })) {
        const answer = await app.send(attempt.make());
        const text = await answer.text();
        sent++;
        const refused = [400, 401, 404, 405].includes(answer.status) || ([409, 422].includes(answer.status) && saysNotFound(text));
        if (text.includes(MARK) || text.includes(OTHER)) told.push(`${attempt.says} told of the other shop: ${text.slice(0, 300)}`);
        if (route.params.length && !refused) told.push(`${attempt.says} answered ${answer.status}: ${text.slice(0, 300)}`);
        if (answer.status >= 500) told.push(`${attempt.says} failed: ${text.slice(0, 200)}`);
      }
    }
    told.push(...(await damage()).map((what) => `after ${route.id}: ${what}`));
    expect(told.slice(0, 5)).toEqual([]);
  }
  expect(sent).toBeGreaterThan(1_000);
  expect(filesOf(OTHER)).toEqual(filesBefore);
});

test("the same requests with the shop's own ids get through: a refusal above is not one of their form", async () => {
  const deaf: string[] = [];
  // a kept film opens by its signed link only, and the words of the panel are everybody's
  for (const route of app.routes.filter(({ params, id }) => params.length && !/^routes\/(media|words)\./.test(id))) {
    const had = await readAllRows(app.db);
    let answered = false;
    for (const id of own.ids) {
      for (const attempt of writeAttempts({ route, asShop: SHOP, id, productGid: own.productGid })) {
        const { status } = await app.send(attempt.make());
        answered ||= status < 400;
      }
    }
    const now = await readAllRows(app.db);
    if (!answered && [...had].every((row) => now.has(row))) deaf.push(route.id);
  }
  expect(deaf).toEqual([]);
  expect(await damage()).toEqual([]);
});

test("a look at rows finds a change, a loss and an addition", async () => {
  const video = other.videoIds[0] ?? "";
  const wake = await app.db.video.update({ where: { id: video }, data: { prompt: "changed" } });
  expect((await damage()).length).toBe(2);
  expect(wake.shop).toBe(OTHER);
  await app.db.video.update({ where: { id: video }, data: { prompt: `Prompt ${MARK}` } });
  expect(await damage()).toEqual([]);
});
