// The Settings page's domain against the stand-in of NemoVideo and a real database.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { systemClock } from "#app/lib/clock.ts";
import { watchShopLocales } from "#app/shops/watch-shop-locales.server.ts";
import { findNemoAccount, getNemoAccount } from "#app/shops/nemo-accounts.server.ts";
import { createShopsService, type ShopsServiceDeps } from "#app/shops/create-shops-service.server.ts";
import type { ShopsService } from "#app/shops/shops-service.ts";
import { recipes } from "#app/videos/recipes/find-recipe.ts";
import { NEMO_TOKEN, NEMO_USER, openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";
import { createTestLog } from "#tests/setup/test-log.ts";

const OTHER = "other-shop.myshopify.com";
let world: TestShop;
const { log, lines } = createTestLog();
const OPERATOR = "nmv_usr_canary_operator";
let shops: ShopsService;
const shopsWith = (change: Partial<ShopsServiceDeps> = {}) =>
  createShopsService({ db: world.db, nemo: world.nemo, secrets: world.secrets, operatorToken: undefined, recipes, locales: watchShopLocales({ db: world.db, clock: systemClock }), sendsMail: true, webUrl: "https://nemovideo.com/", log, ...change });
beforeAll(async () => {
  world = await openTestShop({ operatorToken: null });
  shops = shopsWith();
});
afterAll(() => world?.close());
beforeEach(async () => {
  await world.db.video.deleteMany();
  await world.db.shop.deleteMany();
  await world.db.shop.createMany({ data: [{ domain: SHOP }, { domain: OTHER, settings: { place: "second" } }] });
  world.fakeNemo.control.registerToken({ nemoToken: NEMO_TOKEN, userId: NEMO_USER, credits: 1_000 });
  world.fakeNemo.control.setCredits(NEMO_USER, 640);
});
afterEach(async () => {
  world.fakeNemo.control.clear();
  // The token is in no log line, in no page, and nowhere in the clear in the database.
  const pages = await Promise.all([SHOP, OTHER].map((shop) => shops.readSettings({ shop })));
  const rows = JSON.stringify(await world.db.shop.findMany());
  for (const said of [...lines, ...world.logLines, rows, JSON.stringify(pages)]) expect(said).not.toMatch(/nmv_usr_/);
  expect((await rowOf(OTHER))).toMatchObject({ nemoAccountKind: null, nemoTokenSealed: null, settings: { place: "second" } });
});

const rowOf = (domain: string) => world.db.shop.findUniqueOrThrow({ where: { domain } });
const payer = async (of = shops) => (await of.readSettings({ shop: SHOP })).account.payer;
const accountInUse = (operatorToken?: string) => findNemoAccount({ db: world.db, secrets: world.secrets, operatorToken }, SHOP, "s");
const problemOf = (work: Promise<unknown>) => work.then(() => null, (error: { code: string; merchantMessage: string }) => ({ code: error.code, says: error.merchantMessage }));
const beginTrial = () => world.db.shop.update({ where: { domain: SHOP }, data: { nemoAccountKind: "anonymous", nemoTokenSealed: world.secrets.seal(NEMO_TOKEN), nemoUserId: "anon_1&x" } });

test("a token is tested, stored sealed, and used from then on", async () => {
  expect(await payer()).toBe("none");
  expect(await shops.connectNemo({ shop: SHOP, nemoToken: `  ${NEMO_TOKEN}\n` })).toEqual({ available: 640, frozen: 0 });
  expect(await payer()).toBe("own");
  expect(world.secrets.open((await rowOf(SHOP)).nemoTokenSealed ?? "")).toBe(NEMO_TOKEN);
  expect(await accountInUse(OPERATOR)).toMatchObject({ kind: "own", nemoToken: NEMO_TOKEN });
});

test.each([
  ["nothing", ""], ["another secret", "shpat_0123456789"], ["only the beginning", "nmv_usr_"], ["a blank inside", "nmv_usr_abc def"], ["a line break inside", "nmv_usr_abc\r\nX-Evil: 1"],
  ["letters beyond ASCII", "nmv_usr_ünïcode"], ["513 characters", `nmv_usr_${"a".repeat(505)}`],
])("%s is no token: refused in words before anybody is asked", async (_what, nemoToken) => {
  const before = world.fakeNemo.ledger.requests().length;
  expect(await problemOf(shops.connectNemo({ shop: SHOP, nemoToken }))).toEqual({ code: "settings.token_form", says: expect.stringContaining("Nothing was stored") });
  expect(world.fakeNemo.ledger.requests()).toHaveLength(before);
  expect(await payer()).toBe("none");
});

test("a token that NemoVideo refuses is not stored, and the one before it stays", async () => {
  await shops.connectNemo({ shop: SHOP, nemoToken: NEMO_TOKEN });
  const kept = (await rowOf(SHOP)).nemoTokenSealed;
  expect(await problemOf(shops.connectNemo({ shop: SHOP, nemoToken: "nmv_usr_unknown" }))).toEqual({ code: "settings.token_refused", says: expect.stringMatching(/does not accept this token.*Nothing was stored/) });
  expect((await rowOf(SHOP)).nemoTokenSealed).toBe(kept);
});

test.each([[503, "settings.token_unchecked"], [403, "settings.token_scope"]])("an answer %i says nothing good about the token, so it is not stored", async (status, code) => {
  world.fakeNemo.control.next(...Array.from({ length: 6 }, () => ({ at: "credits" as const, answer: { instead: { status, headers: { "content-type": "text/plain" }, body: "no" } } })));
  expect(await problemOf(shops.connectNemo({ shop: SHOP, nemoToken: NEMO_TOKEN }))).toEqual({ code, says: expect.stringMatching(/stored/) });
  expect(await payer()).toBe("none");
});

test("the test shows what is available and what is frozen, and makes no trial where there is no account", async () => {
  expect(await problemOf(shops.testNemo({ shop: SHOP }))).toMatchObject({ code: "nemo.no_account" });
  expect((await rowOf(SHOP)).nemoClientId).toBeNull();
  await shops.connectNemo({ shop: SHOP, nemoToken: NEMO_TOKEN });
  expect(await shops.testNemo({ shop: SHOP })).toEqual({ available: 640, frozen: 0 });
});

test("a refused token is the merchant's to renew in Settings, or the operator's, depending on whose it is", async () => {
  await shops.connectNemo({ shop: SHOP, nemoToken: NEMO_TOKEN });
  world.fakeNemo.control.revokeTokens(NEMO_USER);
  expect(await problemOf(shops.testNemo({ shop: SHOP }))).toEqual({ code: "nemo.reconnect", says: expect.stringContaining("Paste a new one below") });
  await shops.disconnectNemo({ shop: SHOP });
  const operated = shopsWith({ operatorToken: OPERATOR });
  expect(await payer(operated)).toBe("operator");
  expect(await problemOf(operated.testNemo({ shop: SHOP }))).toEqual({ code: "nemo.reconnect", says: expect.stringMatching(/comes with this app.*whoever runs the app/) });
});

test("disconnecting forgets the token; a second time, or during a trial, nothing happens", async () => {
  await shops.connectNemo({ shop: SHOP, nemoToken: NEMO_TOKEN });
  await shops.disconnectNemo({ shop: SHOP });
  expect(await rowOf(SHOP)).toMatchObject({ nemoAccountKind: null, nemoTokenSealed: null });
  await shops.disconnectNemo({ shop: SHOP });
  await beginTrial();
  await shops.disconnectNemo({ shop: SHOP });
  expect(await payer()).toBe("trial");
});

test("during a trial the link to register carries the trial over, and its id cannot break out of the link", async () => {
  expect((await shops.readSettings({ shop: SHOP })).account.registerUrl).toBe("https://nemovideo.com/register");
  await beginTrial();
  expect((await shops.readSettings({ shop: SHOP })).account.registerUrl).toBe("https://nemovideo.com/register?bind=anon_1%26x");
});

test("a trial that is being made does not take the place of an account that was connected meanwhile", async () => {
  let connected: Promise<unknown> | undefined;
  const nemo = { ...world.nemo, acquireAnonymousToken: async (o: { clientId: string }) => ((connected = shops.connectNemo({ shop: SHOP, nemoToken: NEMO_TOKEN })), world.nemo.acquireAnonymousToken(o)) };
  const deps = { db: world.db, nemo, secrets: world.secrets, operatorToken: undefined };
  expect(await getNemoAccount(deps, SHOP, "s")).toMatchObject({ kind: "anonymous" });
  await connected;
  expect(await accountInUse()).toMatchObject({ kind: "own", nemoToken: NEMO_TOKEN });
});

test("a saved token that this process cannot open asks to connect again instead of breaking the page", async () => {
  await world.db.shop.update({ where: { domain: SHOP }, data: { nemoAccountKind: "own", nemoTokenSealed: "v1.other.a.b.c" } });
  expect(await payer()).toBe("own");
  expect(await problemOf(shops.testNemo({ shop: SHOP }))).toEqual({ code: "nemo.reconnect", says: expect.stringContaining("Paste a new one below") });
  expect(await problemOf(accountInUse())).toEqual({ code: "nemo.reconnect", says: expect.stringContaining("Connect it again in Settings") });
});

test("videos that still need their account are counted", async () => {
  const video = { shop: SHOP, productGid: "gid://shopify/Product/1", productTitle: "Mug", recipe: "ecommerce-product-video", prompt: "x", choices: {}, pictures: [] };
  await world.db.video.createMany({ data: ["queued", "making", "ready", "published", "canceled"].map((status, i) => ({ ...video, productGid: `gid://shopify/Product/${i}`, status })) });
  expect((await shops.readSettings({ shop: SHOP })).account.videosBeingMade).toBe(2);
});

test("a video that NemoVideo has begun stops with a reason when its account is disconnected, and is not sent again", async () => {
  const began = world.fakeNemo.ledger.messagesAccepted();
  const operated = shopsWith({ operatorToken: OPERATOR });
  world.fakeNemo.control.registerToken({ nemoToken: OPERATOR, userId: "operator", credits: 1_000 });
  await operated.connectNemo({ shop: SHOP, nemoToken: NEMO_TOKEN });
  const { videoId } = await world.videos.requestVideo({ shop: SHOP, admin: world.admin, productGid: world.product("stoneware-mug").gid, recipe: null, prompt: null, requestedBy: null });
  await world.drive(videoId, ({ step }) => step === "render" || step === "inspect");
  await operated.disconnectNemo({ shop: SHOP });
  expect(await world.drive(videoId)).toMatch(/^(attention|failed)$/);
  expect((await world.videos.getVideo({ shop: SHOP, videoId }))?.problem).toMatchObject({ text: expect.stringMatching(/\w/) });
  expect(world.fakeNemo.ledger.messagesAccepted()).toBe(began + 1);
});

test("settings are kept beside what else is there, and language tags in their canonical form", async () => {
  await world.db.shop.update({ where: { domain: SHOP }, data: { settings: { caps: { week: 5 }, place: "last" } } });
  const { defaults: before } = await shops.readSettings({ shop: SHOP });
  await shops.saveSettings({ shop: SHOP, settings: { ...before, recipe: "video-create", language: "pt-br", place: "0", approval: "automatic" } });
  const saved = { ...before, recipe: "video-create", language: "pt-BR", place: "0", approval: "automatic" };
  expect((await rowOf(SHOP)).settings).toEqual({ caps: { week: 5 }, ...saved });
  expect((await shops.readSettings({ shop: SHOP })).defaults).toEqual(saved);
});

test.each([[{ recipe: "gone" }, "settings.recipe"], [{ language: "no language!" }, "settings.language"], [{ batchWebhook: "https://127.0.0.1/x" }, "settings.batch_webhook"], [{ batchEmail: "two@example.com, three@example.com" }, "settings.batch_email"], [{ automatic: { on: true, rule: "tag" as const, tag: "", weeklyCredits: 100 } }, "settings.tag"]])("%j is refused by the field's name and saves nothing", async (change, code) => {
  const { defaults } = await shops.readSettings({ shop: SHOP });
  expect(await problemOf(shops.saveSettings({ shop: SHOP, settings: { ...defaults, approval: "automatic", ...change } }))).toMatchObject({ code });
  expect((await shops.readSettings({ shop: SHOP })).defaults).toEqual(defaults);
});
