// A short run of npm run fuzz inside one process: the same requests, judged the same way.
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { english } from "#app/words/languages.ts";
import { wordsFor } from "#app/words/words.server.ts";
import { judgeAnswer } from "#scripts/fuzz/judge-answer.ts";
import { listRoutes } from "#scripts/fuzz/list-routes.ts";
import { makeRequests, type FuzzRequest } from "#scripts/fuzz/make-requests.ts";
import { seededRandom } from "#scripts/chaos/seeded-random.ts";
import { APP_ORIGIN, ENCRYPTION_KEY, openApp, sessionToken, SHOP, type OpenApp } from "#tests/setup/open-app.ts";
import { readAllRows, seedShop } from "./seed-shop.ts";

const REQUESTS = Number(process.env["FUZZ_REQUESTS"] ?? 1_500);
const SEED = Number(process.env["FUZZ_SEED"] ?? 20261121);
const OTHER = "two.myshopify.com";
let app: OpenApp;
beforeAll(async () => {
  app = await openApp();
  await app.send(new Request(`${APP_ORIGIN}/app`, { headers: { Authorization: `Bearer ${sessionToken(SHOP)}` } }));
});
afterAll(() => app.close());

const toRequest = ({ method, path, headers, body }: FuzzRequest) => new Request(`${APP_ORIGIN}${path.startsWith("//") ? path.slice(1) : path}`, { method, headers, body });

test(`${REQUESTS} requests over all routes: none fails, none tells what is inside, and the other shop is as it was`, async () => {
  const own = await seedShop(app.db, { shop: SHOP, productGid: app.shopify.product("stoneware-mug")?.gid ?? "", keptDir: app.keptDir, mark: "own" });
  const other = await seedShop(app.db, { shop: OTHER, productGid: "gid://shopify/Product/424242424242", keptDir: app.keptDir, mark: "zebra-4711" });
  const before = [...(await readAllRows(app.db))].filter((row) => row.includes(OTHER) || row.includes("zebra-4711"));
  const world = {
    routes: listRoutes(), shop: SHOP, apiKey: "whole-app-api-key", apiSecret: "whole-app-api-secret", random: seededRandom(SEED),
    knownIds: [...own.ids, ...other.ids, own.productGid.split("/").at(-1) ?? "", own.productGid, "424242424242", other.productGid, path.basename(wordsFor(english).href)],
  };
  const canaries = { "the app's secret": "whole-app-api-secret", "the key": ENCRYPTION_KEY, "a NemoVideo token": "nmv_usr_canary", "an access token": "shpat_", "a sealed secret": "v1.", "the other shop": "zebra-4711" };
  const found: string[] = [];
  const statuses: Record<string, number> = {};
  let sent = 0;
  for (const request of makeRequests(world)) {
    if (sent++ >= REQUESTS) break;
    const answer = await app.send(toRequest(request));
    const text = await answer.text();
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    // What a page's scripts are called may begin like a sealed secret.
    const wrong = judgeAnswer(request, { status: answer.status, headers: [...answer.headers].join("\n"), text: text.replace(/v1\.(?![0-9a-f]{8}\.)/g, "") }, canaries);
    // Remix refuses a form of another origin with an empty 500; server.ts makes a 403 of it.
    const forged = answer.status === 500 && text === "" && request.headers["origin"] !== undefined;
    if (wrong && !forged) found.push(wrong);
  }
  expect(found.slice(0, 6)).toEqual([]);
  expect(Object.keys(statuses).map(Number)).toEqual(expect.arrayContaining([200, 400, 401, 404]));
  const after = await readAllRows(app.db);
  // Webhooks that are signed may be of the other shop: its deliveries and what they stop are its own.
  expect(before.filter((row) => !after.has(row))).toEqual([]);
});

test("the judge finds what it looks for, and the same seed gives the same requests", () => {
  const request: FuzzRequest = { method: "GET", path: "/", headers: {}, body: null };
  const answer = { status: 200, headers: "", text: "fine" };
  expect(judgeAnswer(request, answer, { key: "abc" })).toBeNull();
  for (const wrong of [{ status: 500 }, { text: "the abc is told" }, { text: "Error: x\n    at f (/srv/app/x.ts:1:2)" }, { text: "PrismaClientKnownRequestError" }, { headers: "X-Injected: 1" }]) expect(judgeAnswer(request, { ...answer, ...wrong }, { key: "abc" })).not.toBeNull();
  const first = (seed: number) => {
    const made = makeRequests({ routes: listRoutes(), shop: SHOP, apiKey: "k", apiSecret: "s", knownIds: ["1"], random: seededRandom(seed) });
    return Array.from({ length: 50 }, () => made.next().value.path);
  };
  expect(first(1)).toEqual(first(1));
  expect(first(1)).not.toEqual(first(2));
});
