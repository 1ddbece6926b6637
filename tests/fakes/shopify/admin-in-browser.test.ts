import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { builtInCatalogFile, readCatalog } from "#fakes/shopify/read-catalog.ts";
import { APP_URL, startWorld, type World } from "#fakes/start-world.ts";
import { findChromium, howToGetChromium } from "#scripts/find-chromium.ts";
import { startTinyApp } from "./tiny-app.ts";
import { makeFilm } from "./use-fake-shopify.ts";
import { publishTo } from "./publish-to.ts";

const SHOP = "good-things.myshopify.com";
const pictureDir = path.resolve("tests/output");
let dir: string;
let app: Awaited<ReturnType<typeof startTinyApp>>;
let world: World;
const browsers: Browser[] = [];

/** A page in a Chromium with these flags; what goes wrong in it is collected. */
async function openPage(args: string[], size = { width: 1280, height: 800 }): Promise<{ page: Page; problems: string[] }> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(howToGetChromium);
  const browser = await chromium.launch({ executablePath, args: [...args, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])] });
  browsers.push(browser);
  const page = await browser.newPage({ viewport: size, userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${browser.version()} Safari/537.36` });
  page.setDefaultTimeout(15_000);
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => void (message.type() === "error" && problems.push(`${message.text()} ${message.location().url}`)));
  return { page, problems };
}

beforeAll(async () => {
  mkdirSync(pictureDir, { recursive: true });
  dir = mkdtempSync(path.join(tmpdir(), "admin-in-browser-"));
  app = await startTinyApp({ apiKey: "stand-in-client-id-of-shelfreel", appUrl: APP_URL, shop: SHOP });
  world = await startWorld({ stateDir: dir, speed: 50, appPort: app.port, edgePort: 0, extensionsDir: null, catalog: readCatalog(builtInCatalogFile), film: { size: 272, fps: 12 } });
  await publishTo(world, "stoneware-mug", await makeFilm(dir));
});
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await world.close();
  await app.close();
  rmSync(dir, { recursive: true });
});

/** Everything a page can ask of App Bridge, as a merchant sees it. */
async function useApp(page: Page, adminUrl: string) {
  await page.goto(adminUrl);
  const frame = page.frameLocator("#app");
  await frame.getByRole("heading", { name: "Videos" }).waitFor();
  await page.getByRole("banner").getByText("Stand-in admin").waitFor();
  expect(await page.locator("#title").textContent()).toBe("Videos");
  // What the server sent, and nothing else: React would throw the page away.
  expect(await frame.locator("html").evaluate((html) => [...html.querySelectorAll("head > *")].map((node) => node.tagName))).toEqual(["META", "SCRIPT"]);

  await page.getByRole("button", { name: "Generate" }).click();
  await page.getByRole("status").getByText("Video started").waitFor();
  app.refuseNext();
  await frame.getByRole("button", { name: "Ask" }).click();
  await frame.getByText('"you":"known"').waitFor();
  await page.getByRole("button", { name: "About" }).click();
  await frame.getByRole("dialog", { name: "About" }).getByText("All about it").waitFor();
  await frame.getByRole("button", { name: "Close", exact: true }).click();
  await frame.getByRole("button", { name: "Change" }).click();
  await page.getByText("Unsaved changes").waitFor();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Unsaved changes").waitFor({ state: "hidden" });
  await frame.getByRole("button", { name: "Choose" }).click();
  await page.getByLabel("Linen Cushion").check();
  await page.getByLabel("Canvas Tote").check();
  await page.getByRole("button", { name: "Select" }).click();
  await frame.getByText("Linen Cushion, Canvas Tote").waitFor();
}

/** The product's media, and that its video really plays. */
async function seeMedia(page: Page, url: string) {
  await page.goto(url);
  const items = page.locator("#media li");
  await items.nth(4).waitFor();
  expect(await items.count()).toBe(5);
  await page.locator("#media li.video").getByText("Ready").waitFor();
  const played = await page.locator("#media video").evaluate(async (video: HTMLVideoElement) => {
    await video.play();
    await new Promise((moved) => video.addEventListener("timeupdate", () => video.currentTime > 0.1 && moved(null)));
    return { width: video.videoWidth, height: video.videoHeight };
  });
  expect(played).toEqual({ width: 272, height: 272 });
  const pictures = page.locator("#media img");
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded();
    await vi.waitFor(async () => expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0));
  }
}

test("at the real addresses App Bridge works, and the product shows the video that arrived", async () => {
  const { page, problems } = await openPage(world.chromiumArgs);
  await useApp(page, world.adminUrl);
  const frame = page.frameLocator("#app");
  await page.getByRole("link", { name: "Settings" }).click();
  await frame.getByRole("heading", { name: "settings" }).waitFor();
  await vi.waitFor(() => expect(page.url()).toBe("https://admin.shopify.com/store/good-things/apps/shelfreel/app/settings"));
  expect(await page.locator("#app-nav .here").allInnerTexts()).toEqual(["Settings"]);
  await page.goto(`${world.adminUrl}?no_token=1`);
  await frame.getByRole("heading", { name: "Videos" }).waitFor();
  expect(app.seen.some((one) => one.path === "/auth/session-token")).toBe(true);
  await frame.getByRole("link", { name: "To the products" }).click();
  await page.waitForURL("https://admin.shopify.com/store/good-things/products");
  await page.screenshot({ path: path.join(pictureDir, "stand-in-products.png") });
  await page.getByRole("link", { name: "Stoneware Mug" }).click();
  await page.waitForURL(/\/products\/\d+$/);
  await seeMedia(page, page.url());
  await page.screenshot({ path: path.join(pictureDir, "stand-in-product.png") });
  expect([...new Set(problems)]).toEqual([expect.stringMatching(/status of 401 .*\/api\/who$/)]);
});

test("another site may not frame the app", async () => {
  const { page, problems } = await openPage(world.chromiumArgs);
  await page.goto("https://cdn.shopify.com/static/fonts/inter/v4/styles.css");
  await page.evaluate((src) => document.body.append(Object.assign(document.createElement("iframe"), { src })), `${APP_URL}/app`);
  await vi.waitFor(() => expect(problems.join()).toContain("frame-ancestors https://good-things.myshopify.com https://admin.shopify.com"), { timeout: 5_000 });
});

test("an ordinary browser, with no flag at all, does the same on localhost, at 360 px too", async () => {
  const { page, problems } = await openPage([], { width: 360, height: 740 });
  await useApp(page, world.personUrl ?? "");
  await page.screenshot({ path: path.join(pictureDir, "stand-in-app-360.png") });
  await page.getByRole("button", { name: "Menu" }).click();
  await page.screenshot({ path: path.join(pictureDir, "stand-in-menu-360.png") });
  await page.getByRole("link", { name: "Settings" }).click();
  await page.frameLocator("#app").getByRole("heading", { name: "settings" }).waitFor();
  const product = world.shopify.product("stoneware-mug");
  await seeMedia(page, world.toPersonUrl(product?.adminUrl ?? ""));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.screenshot({ path: path.join(pictureDir, "stand-in-product-360.png") });
  await page.goto(world.toPersonUrl("https://admin.shopify.com/store/good-things/products"));
  await page.screenshot({ path: path.join(pictureDir, "stand-in-products-360.png") });
  expect(app.seen.every((one) => one.host === "shelfreel.example" && one.proto === "https")).toBe(true);
  expect([...new Set(problems)]).toEqual([expect.stringMatching(/status of 401 .*\/api\/who$/)]);
});
