// The shop's own language is what its videos begin with, where Shopify tells it; a shop that has not permitted that works as before.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { systemClock } from "#app/lib/clock.ts";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { ownLanguage, publishedLanguages, videoLanguage } from "#app/shops/shop-settings.ts";
import { watchShopLocales } from "#app/shops/watch-shop-locales.server.ts";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";

const GRANTED = ["write_products", "write_files", "read_locales"];
const locale = (tag: string, as: { primary?: boolean; published?: boolean } = {}) => ({ locale: tag, name: tag, primary: as.primary ?? false, published: as.published ?? true });
let shop: TestShop;
let later = 0;
const clock = { ...systemClock, now: () => new Date(Date.now() + later) };
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop?.close());
beforeEach(async () => {
  later = 0;
  await shop.db.video.deleteMany();
  await shop.db.keptChoices.deleteMany();
  await shop.db.shop.deleteMany();
  shop.fakeShopify.control.permit(GRANTED);
  shop.fakeShopify.control.setLocales([locale("de"), locale("fr", { primary: true }), locale("ja", { published: false }), locale("pt-BR")]);
});
const page = async () => (await shop.videos.productPage({ shop: SHOP, admin: shop.admin, productGid: shop.product("stoneware-mug").gid, recipe: null }))!;
const ask = (chosen: Parameters<typeof shop.videos.requestVideo>[0]["chosen"] = null) => shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: shop.product("stoneware-mug").gid, recipe: null, chosen, prompt: null, requestedBy: null });
const asked = () => shop.fakeShopify.ledger.adminCalls.filter(({ name }) => name === "ShopLanguages").length;

test("a page offers the published languages, the shop's own first, and the video begins in it", async () => {
  const before = asked();
  const shown = await page();
  expect(shown.shopLanguages).toEqual(["fr", "de", "pt-BR"]);
  expect(shown.plan.choices.language).toBe("fr");
  expect(shown.plan.prompt).toContain("French");
  const { videoId } = await ask();
  const row = await shop.db.video.findUniqueOrThrow({ where: { id: videoId } });
  expect(row.choices).toMatchObject({ language: "fr" });
  expect(row.prompt).toBe(shown.plan.prompt);
  await page();
  expect(asked() - before).toBe(1); // once a day and shop
});

test("a request alone knows the language too, as from the extension", async () => {
  const { videoId } = await ask();
  expect((await shop.db.video.findUniqueOrThrow({ where: { id: videoId } })).choices).toMatchObject({ language: "fr" });
});

test("the language of the settings goes before the shop's, and a chosen one before both", async () => {
  await shop.db.shop.create({ data: { domain: SHOP, settings: { language: "de" } } });
  expect((await page()).plan.choices.language).toBe("de");
  const { videoId } = await ask({ language: "ja" });
  expect((await shop.db.video.findUniqueOrThrow({ where: { id: videoId } })).choices).toMatchObject({ language: "ja" });
});

test("without the permission videos are in English as before, nothing fails, and it is asked again once that changes", async () => {
  shop.fakeShopify.control.permit(["write_products", "write_files"]);
  const before = asked();
  expect(await page()).toMatchObject({ shopLanguages: [], plan: { choices: { language: "en" } } });
  await page();
  expect(asked() - before).toBe(1);
  shop.fakeShopify.control.permit(GRANTED);
  expect((await page()).plan.choices.language).toBe("en");
  await watchShopLocales({ db: shop.db, clock }).forget({ shop: SHOP }); // what app/scopes_update does
  expect(await page()).toMatchObject({ shopLanguages: ["fr", "de", "pt-BR"], plan: { choices: { language: "fr" } } });
});

test("what is a day old is asked anew; while Shopify does not answer, what is kept stands, and Shopify is left alone for a minute", async () => {
  await shop.db.shop.create({ data: { domain: SHOP } });
  const locales = watchShopLocales({ db: shop.db, clock });
  let calls = 0;
  let answer: () => Promise<{ locale: string; primary: boolean; published: boolean }[]> = async () => [{ locale: "da", primary: true, published: true }];
  const admin = { listLanguages: () => (calls++, answer()) };
  const now = async () => ownLanguage((await shop.db.shop.findUniqueOrThrow({ where: { domain: SHOP } })).locales);
  await Promise.all(Array.from({ length: 10 }, () => locales.look({ shop: SHOP, admin })));
  expect([calls, await now()]).toEqual([1, "da"]);
  later = 25 * 3_600_000;
  answer = () => Promise.reject(new ExpectedError({ code: "shopify.unavailable", message: "down", merchantMessage: "down", charged: "no", retryable: true }));
  await locales.look({ shop: SHOP, admin });
  await locales.look({ shop: SHOP, admin });
  expect([calls, await now()]).toEqual([2, "da"]);
  later += 61_000;
  answer = async () => [{ locale: "sv", primary: true, published: true }];
  await locales.look({ shop: SHOP, admin });
  expect([calls, await now()]).toEqual([3, "sv"]);
  let release = () => {};
  later += 25 * 3_600_000;
  answer = () => new Promise((resolve) => (release = () => resolve([{ locale: "nb", primary: true, published: true }])));
  await locales.look({ shop: SHOP, admin, patienceMs: 5 }); // nobody waits for long
  expect(await now()).toBe("sv");
  release();
  await expect.poll(now).toBe("nb");
});

test("what Shopify says is read with care", () => {
  expect(publishedLanguages(null)).toEqual([]);
  expect(publishedLanguages([{ locale: "no language!", primary: true, published: true }, locale("zh-cn")])).toEqual(["zh-CN"]);
  expect(videoLanguage({ settings: {}, locales: [{ locale: "no language!", primary: true, published: true }] })).toBe("en");
  expect(videoLanguage({ settings: {}, locales: "broken" })).toBe("en");
  expect(videoLanguage({ settings: { language: "de" }, locales: [locale("fr", { primary: true })] })).toBe("de");
});
