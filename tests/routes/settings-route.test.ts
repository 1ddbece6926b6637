// The Settings page's route, wired as in production, with the stand-in of NemoVideo behind it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startFakeNemo } from "#fakes/nemo/start-fake-nemo.ts";
import { shopSettings } from "#app/shops/shop-settings.ts";
import type { SettingsView } from "#app/shops/shops-service.ts";
import { answerOf, ask, openRoutes, SHOP, type OpenRoutes } from "./open-routes.ts";

const OTHER = "two.myshopify.com";
const TOKEN = "nmv_usr_canary_settings";
const FRESH = shopSettings({ settings: {} });
const SETTINGS = { ...FRESH, recipe: "video-create", language: "de", place: "second", approval: "automatic" as const };
const saving = (change: Record<string, unknown> = {}) => ({ intent: "save", settings: JSON.stringify({ ...SETTINGS, ...change }) });
const stateDir = mkdtempSync(path.join(tmpdir(), "settings-nemo-"));
let routes: OpenRoutes;
let fakeNemo: Awaited<ReturnType<typeof startFakeNemo>>;
let settings: typeof import("#app/routes/app.settings.tsx");
beforeAll(async () => {
  routes = await openRoutes();
  fakeNemo = await startFakeNemo({ stateDir, speed: Infinity, tokens: [{ nemoToken: TOKEN, userId: "merchant", credits: 320 }] });
  // Read when the first route asks for its services.
  Object.assign(process.env, { NEMO_API_URL: fakeNemo.url, WAIT_SCALE: "0.001" });
  await routes.signIn(SHOP);
  await routes.signIn(OTHER);
  settings = await import("#app/routes/app.settings.tsx");
});
afterAll(async () => {
  await fakeNemo?.close();
  await routes?.close();
  rmSync(stateDir, { recursive: true, force: true });
});
beforeEach(() => routes.db.shop.deleteMany());

const look = async (shop = SHOP) => {
  const answer = await answerOf(settings.loader, ask("/app/settings", { shop }));
  const text = await answer.text();
  expect(text).not.toContain("nmv_usr_");
  return (JSON.parse(text) as { settings: SettingsView }).settings;
};
const act = async (form: Record<string, string>, shop = SHOP) => {
  const answer = await answerOf(settings.action, ask("/app/settings", { shop, form }));
  const text = await answer.text();
  expect(text).not.toContain("nmv_usr_canary");
  return { status: answer.status, body: JSON.parse(text) as Record<string, unknown> };
};

test("a shop connects, tests and disconnects its account; the other shop notices nothing", async () => {
  expect((await look()).account.payer).toBe("none");
  expect(await act({ intent: "connect", nemoToken: TOKEN })).toMatchObject({ status: 200, body: { intent: "connect", done: true, balance: { available: 320, frozen: 0 } } });
  expect((await look()).account.payer).toBe("own");
  expect((await look(OTHER)).account.payer).toBe("none");
  expect(await act({ intent: "test" })).toMatchObject({ status: 200, body: { balance: { available: 320, frozen: 0 } } });
  expect(await act({ intent: "disconnect" }, OTHER)).toMatchObject({ status: 200 });
  expect((await look()).account.payer).toBe("own");
  await act({ intent: "disconnect" });
  expect((await look()).account.payer).toBe("none");
});

test("a token that is refused comes back as a sentence for its field, without the token", async () => {
  const { status, body } = await act({ intent: "connect", nemoToken: "nmv_usr_canary_wrong" });
  expect([status, body]).toEqual([409, { intent: "connect", done: false, at: expect.any(Number), balance: null, problem: { code: "settings.token_refused", text: expect.stringContaining("does not accept this token"), charge: null } }]);
  expect((await look()).account.payer).toBe("none");
});

test("defaults are saved for this shop only", async () => {
  expect(await act(saving())).toMatchObject({ status: 200, body: { done: true } });
  expect((await look()).defaults).toEqual(SETTINGS);
  expect((await look(OTHER)).defaults).toEqual(FRESH);
});

test("a language or a recipe that does not exist is refused by the name of its field", async () => {
  expect(await act(saving({ language: "???" }))).toMatchObject({ status: 409, body: { problem: { code: "settings.language" } } });
  expect(await act(saving({ recipe: "gone" }))).toMatchObject({ status: 409, body: { problem: { code: "settings.recipe" } } });
  expect((await look()).defaults.language).toBe("");
});

test.each([
  {}, { intent: "erase" }, { intent: "connect" }, { intent: "connect", nemoToken: "x".repeat(4_001) }, saving({ place: "somewhere" }), saving({ place: "-1" }), saving({ approval: "always" }), saving({ brand: { ...FRESH.brand, colours: ["red"] } }), saving({ weeklyCredits: 1.5 }), { intent: "save" }, { intent: "save", settings: "{" },
])("what no button sends (%j) is refused and changes nothing", async (form) => {
  expect((await act(form as Record<string, string>)).status).toBe(400);
  expect(await routes.db.shop.count({ where: { OR: [{ nemoTokenSealed: { not: null } }, { settings: { not: {} } }] } })).toBe(0);
});

test("without a session token nobody reads or changes settings", async () => {
  for (const answer of [await answerOf(settings.loader, ask("/app/settings")), await answerOf(settings.action, ask("/app/settings", { form: { intent: "disconnect" } }))]) {
    expect(answer.ok).toBe(false);
    expect(await answer.text()).not.toContain("payer");
  }
});
