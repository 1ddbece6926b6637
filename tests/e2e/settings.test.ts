// The Settings page in the stand-in admin, in a real Chromium, with the built app and no operator's account: connect, test, change, disconnect.
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { english } from "#app/words/languages.ts";
import { say } from "#app/words/say.ts";
import { readIn } from "#app/words/words.server.ts";
import { expectNoBarriers } from "./find-barriers.ts";
import { NEMO_USER, openE2e, pictureDir, type AppProcess, type E2e } from "./open-e2e.ts";

const TOKEN = "nmv_usr_canary_e2e";
let e2e: E2e;
let app: AppProcess;
beforeAll(async () => {
  e2e = await openE2e();
  app = await e2e.startApp({ NEMO_TOKEN: "" });
  e2e.world.nemo.control.setCredits(NEMO_USER, 1_240);
});
afterAll(async () => {
  await app?.stop();
  await e2e?.close();
});

const shot = (name: string) => path.join(pictureDir, `settings-${name}.png`);
const address = () => e2e.world.adminUrl.replace(/\/app$/, "/app/settings");
async function openSettings(size?: { width: number; height: number }) {
  const { page, problems } = await e2e.openPage(size);
  await page.goto(address());
  const frame = page.frameLocator("iframe");
  await frame.getByRole("heading", { name: "Settings" }).waitFor();
  return { page, frame, problems };
}

test("a merchant connects an account, tests it, and disconnects it again", async () => {
  const { page, frame, problems } = await openSettings();
  await frame.getByText("No account yet").waitFor();
  expect(await page.locator("#app-nav").getByText("Settings").isVisible()).toBe(true);
  await page.screenshot({ path: shot("none"), fullPage: true });

  const field = frame.getByLabel("Token of your own NemoVideo account");
  const connect = frame.getByRole("button", { name: "Test and connect" });
  await connect.click();
  await frame.getByText("Paste a token first.").waitFor();
  await field.fill("nmv_usr_mistyped");
  await connect.click();
  await frame.getByText(/NemoVideo does not accept this token/).waitFor();
  // what was typed is still there to be mended
  expect(await field.inputValue()).toBe("nmv_usr_mistyped");
  await page.screenshot({ path: shot("refused"), fullPage: true });
  await field.fill(TOKEN);
  await field.press("Enter");

  await frame.getByText("Your own account").waitFor();
  await frame.getByText("The connection works: 1,240 credits available, nothing frozen.").waitFor();
  expect(await frame.getByLabel("Replace the token").inputValue()).toBe("");
  const focused = () => frame.locator(":focus").innerText();
  await expect.poll(focused).toContain("Your own account");
  // a token that is being typed survives a test, and the button keeps the focus
  await frame.getByLabel("Replace the token").fill("nmv_usr_half");
  const sent = e2e.world.nemo.ledger.requests().length;
  await frame.getByRole("button", { name: "Test connection" }).press("Enter");
  await expect.poll(() => e2e.world.nemo.ledger.requests().length).toBeGreaterThan(sent);
  await frame.getByText(/The connection works/).waitFor();
  expect(await frame.getByLabel("Replace the token").inputValue()).toBe("nmv_usr_half");
  await expect.poll(focused).toBe("Test connection");
  await page.screenshot({ path: shot("connected"), fullPage: true });
  expect(await frame.locator("html").innerHTML()).not.toContain(TOKEN);
  expect(app.output.join("\n")).not.toContain("nmv_usr_");

  e2e.world.nemo.control.revokeTokens(NEMO_USER);
  await frame.getByRole("button", { name: "Test connection" }).click();
  await frame.getByText(/no longer accepts this token/).waitFor();
  expect(await frame.getByText("Connected", { exact: true }).count()).toBe(0);
  await page.screenshot({ path: shot("revoked"), fullPage: true });
  e2e.world.nemo.control.registerToken({ nemoToken: TOKEN, userId: NEMO_USER, credits: 1_240 });

  await frame.getByRole("button", { name: "Disconnect" }).click();
  await frame.getByText(/Forget the token of your NemoVideo account\?/).waitFor();
  await frame.getByRole("button", { name: "Keep it" }).press("Enter");
  await expect.poll(focused).toBe("Disconnect");
  await page.keyboard.press("Enter");
  await frame.getByRole("button", { name: "Disconnect the account" }).press("Enter");
  await frame.getByText("No account yet").waitFor();
  await expect.poll(focused).toContain("No account yet");
  expect(problems.filter((text) => !/409/.test(text))).toEqual([]);
  await page.close();
});

test("what is changed outlives a reload until it is saved or discarded", async () => {
  const { page, frame, problems } = await openSettings();
  const bar = page.locator("#save-bar");
  const language = frame.getByLabel("Language");
  // Polaris draws its own circle over the radio button; people click the words.
  const choose = (words: string) => frame.getByText(words, { exact: true }).click();
  expect(await bar.isVisible()).toBe(false);
  await language.selectOption("de");
  await choose("First");
  await frame.getByText("The video then becomes the product’s main picture everywhere").waitFor();
  await bar.waitFor({ state: "visible" });
  await page.screenshot({ path: shot("unsaved"), fullPage: true });

  await page.reload();
  await frame.getByText("The video then becomes the product’s main picture everywhere").waitFor();
  expect(await language.inputValue()).toBe("de");
  await bar.getByRole("button", { name: "Discard" }).click();
  await bar.waitFor({ state: "hidden" });
  expect(await language.inputValue()).toBe(""); // the shop's own

  await language.selectOption("pt-BR");
  await choose("Second, after the main picture");
  await choose("Videos without warnings go live by themselves");
  await bar.getByRole("button", { name: "Save" }).click();
  await bar.waitFor({ state: "hidden" });
  await page.reload();
  await frame.getByRole("heading", { name: "Settings" }).waitFor();
  await expect.poll(() => language.inputValue()).toBe("pt-BR");
  expect(await frame.getByLabel("Second, after the main picture").isChecked()).toBe(true);
  expect(await frame.getByLabel("Videos without warnings go live by themselves").isChecked()).toBe(true);
  expect(await bar.isVisible()).toBe(false);
  expect((await e2e.db.shop.findFirstOrThrow()).settings).toMatchObject({ language: "pt-BR", place: "second", approval: "automatic" });
  expect(problems).toEqual([]);
  await page.close();
});

test("brand, caps and automatic mode are set, kept, and told to NemoVideo in the text of the next video", async () => {
  const { page, frame, problems } = await openSettings({ width: 1280, height: 2_400 });
  const bar = page.locator("#save-bar");
  await frame.getByLabel("Tone of your brand").fill("calm and honest");
  await frame.getByRole("textbox", { name: "Tagline" }).fill("Made slowly");
  await frame.getByRole("button", { name: "Add a colour" }).click();
  await frame.getByLabel("Colour 1", { exact: true }).fill("#335577");
  await frame.getByLabel("Words never to use").fill("cheap\nmust-have");
  await frame.getByText("Close with your brand’s name and tagline").click();
  await frame.getByText("Say in the alt text that the video was made with AI").click();
  await frame.getByText("Stop at a number of credits a week").click();
  await frame.getByLabel("Credits in seven days", { exact: true }).fill("50");
  await frame.getByText("Begin videos by themselves").click();
  await frame.getByText("Products with a tag").click();
  await bar.getByRole("button", { name: "Save" }).click();
  await frame.getByText("Say which tag a product must have.").waitFor();
  await frame.getByLabel("Tag", { exact: true }).fill("film-me");
  await page.screenshot({ path: shot("brand"), fullPage: true });
  await bar.getByRole("button", { name: "Save" }).click();
  await frame.getByText("A cap is 100 credits or more").waitFor();
  await frame.getByLabel("Credits in seven days", { exact: true }).fill("2000");
  await bar.getByRole("button", { name: "Save" }).click();
  await bar.waitFor({ state: "hidden" });
  await page.reload();
  await expect.poll(() => frame.getByLabel("Words never to use").inputValue()).toBe("cheap\nmust-have");
  expect(await frame.getByLabel("Colour 1", { exact: true }).inputValue()).toBe("#335577");
  expect(await frame.getByLabel("Tag", { exact: true }).inputValue()).toBe("film-me");
  await expectNoBarriers(page, "settings with a brand");
  await page.setViewportSize({ width: 360, height: 3_600 });
  await page.screenshot({ path: shot("brand-360"), fullPage: true });

  const product = e2e.world.shopify.product("canvas-tote");
  await page.goto(e2e.world.adminUrl.replace(/\/app$/, `/app/products/${product?.gid.split("/").at(-1)}`));
  const text = frame.getByLabel("Text for NemoVideo");
  for (const words of ["#335577", "Made slowly", 'Never show or say: "cheap", "must-have".', '- Tone of the brand: "calm and honest"']) await expect.poll(() => text.inputValue()).toContain(words);
  // the automatic mode of this test must not begin videos for the next one
  await e2e.db.shop.updateMany({ data: { settings: {} } });
  expect(problems.filter((problem) => !/409/.test(problem))).toEqual([]);
  await page.close();
});

test("a free trial that began with a video says its limits and where to register", async () => {
  const { page, frame, problems } = await openSettings();
  const product = e2e.world.shopify.product("stoneware-mug");
  await page.goto(e2e.world.adminUrl.replace(/\/app$/, `/app/products/${product?.gid.split("/").at(-1)}`));
  await frame.getByRole("button", { name: "Generate video" }).first().click();
  await expect.poll(() => e2e.world.nemo.ledger.messagesAccepted(), { timeout: 20_000 }).toBe(1);
  await page.goto(address());
  await frame.getByText("A free trial").waitFor();
  await frame.getByText(/100 credits for 7 days/).waitFor();
  expect(await frame.getByRole("link", { name: /Register at NemoVideo/ }).getAttribute("href")).toMatch(/^https:\/\/nemovideo\.com\/register\?bind=anon_\w+$/);
  await frame.getByRole("button", { name: "Test connection" }).click();
  await frame.getByText(/The connection works: .* frozen\./).waitFor();
  await page.screenshot({ path: shot("trial"), fullPage: true });
  expect(problems).toEqual([]);
  await page.close();
});

test("everything that is kept comes as one JSON file, without a token; a download that breaks off is said and leaves no file", async () => {
  const { page, frame, problems } = await openSettings();
  const field = frame.getByLabel(/token/i).first();
  await field.fill(TOKEN);
  await field.press("Enter");
  await frame.getByText(/The connection works/).waitFor();
  const button = frame.getByRole("button", { name: "Download everything as JSON" });
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  expect(download.suggestedFilename()).toBe("shelfreel-data.json");
  const text = readFileSync(await download.path(), "utf8");
  const data = JSON.parse(text) as { format: number; shop: { domain: string; nemoAccountKind: string }; videos: { productTitle: string; merchantText: string | null; messages: unknown[] }[] };
  expect(data).toMatchObject({ format: 1, shop: { domain: (await e2e.db.shop.findFirstOrThrow()).domain, nemoAccountKind: "own" } });
  expect(data.videos.map(({ productTitle, messages }) => [productTitle, messages.length])).toEqual([["Stoneware Mug", 1]]);
  const sealed = await e2e.db.shop.findFirstOrThrow({ select: { nemoTokenSealed: true } });
  const sessions = await e2e.db.session.findMany({ select: { accessToken: true, refreshToken: true } });
  expect(sealed.nemoTokenSealed).toBeTruthy();
  for (const secret of [TOKEN, "nmv_usr_", "shpat_", "eyJ", '{\\"id\\":', sealed.nemoTokenSealed, ...sessions.flatMap((session) => [session.accessToken, session.refreshToken])]) if (secret) expect(text).not.toContain(secret);

  let downloads = 0;
  page.on("download", () => (downloads += 1));
  await page.route("**/app/export*", (route) => route.fulfill({ status: 200, contentType: "application/json", body: text.slice(0, -20) }), { times: 1 });
  await button.click();
  await frame.getByText(readIn(english, () => say("settings.data_not_whole"))).waitFor();
  expect(downloads).toBe(0);
  expect(problems).toEqual([]);
  await page.close();
});

test("the page holds together on a narrow screen", async () => {
  const { page, frame, problems } = await openSettings({ width: 360, height: 780 });
  await page.screenshot({ path: shot("360"), fullPage: true });
  const [scroll, client] = await frame.locator("html").evaluate((html) => [html.scrollWidth, html.clientWidth]);
  expect(scroll, "settings scroll sideways").toBeLessThanOrEqual(client ?? 0);
  await frame.getByText("What this app keeps.").scrollIntoViewIfNeeded();
  await page.screenshot({ path: shot("360-end") });
  expect(problems).toEqual([]);
  await page.close();
});
