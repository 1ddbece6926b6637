// A merchant changes a video twice by words in a real Chromium, compares the versions, and publishes the second one. The pictures are looked at.
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findBarriers } from "./find-barriers.ts";
import { openE2e, pictureDir, type AppProcess, type E2e } from "./open-e2e.ts";

let e2e: E2e;
let app: AppProcess;
beforeAll(async () => {
  e2e = await openE2e({ film: { size: 540, fps: 12 } });
  app = await e2e.startApp();
});
afterAll(async () => {
  await app?.stop();
  await e2e?.close();
});

const productPage = (handle: string) => e2e.world.adminUrl.replace(/\/app$/, `/app/products/${e2e.world.shopify.product(handle)?.gid.split("/").at(-1)}`);

/** The whole page: the app is in a frame, so the window is made as high as it for a moment. */
async function picture(page: Page, name: string): Promise<void> {
  const size = page.viewportSize() ?? { width: 1280, height: 900 };
  const height = await page.frameLocator("iframe").locator("html").evaluate((html) => html.scrollHeight);
  await page.setViewportSize({ ...size, height: height + 200 });
  await expect.poll(() => page.frameLocator("iframe").locator("html").evaluate((html) => html.clientHeight)).toBeGreaterThanOrEqual(height);
  await page.screenshot({ path: path.join(pictureDir, name) });
  await page.setViewportSize(size);
}

beforeEach(({ onTestFailed }) => onTestFailed(async () => {
  for (const page of e2e.browser.contexts().flatMap((context) => context.pages())) await page.screenshot({ path: path.join(pictureDir, "refine-failed.png"), fullPage: true });
}));

test("a video is made, changed twice by words, compared, and its second version is published", async () => {
  const { page, problems } = await e2e.openPage();
  const frame = page.frameLocator("iframe");
  const field = frame.getByLabel("What should be different?");
  const ready = frame.getByRole("button", { name: "Approve and publish" });
  await page.goto(productPage("walnut-desk-lamp"));
  await frame.getByRole("button", { name: "Generate video" }).first().click();
  await ready.first().waitFor({ timeout: 60_000 });

  // words that need no message are free, and say so before they are sent
  await field.fill("how many credits are left?");
  await frame.getByRole("button", { name: "Answer (free)" }).click();
  await frame.getByText(/Your balance at NemoVideo: \d/).waitFor();
  // a suggestion fills the field and sends nothing; the text outlives a reload
  await frame.getByRole("button", { name: "Make it shorter." }).click();
  expect(await field.inputValue()).toBe("Make it shorter.");
  expect(e2e.world.nemo.ledger.messagesAccepted()).toBe(1);
  await field.fill("Make it shorter and remove the music.");
  await page.reload();
  await field.waitFor();
  await expect.poll(() => field.inputValue()).toBe("Make it shorter and remove the music.");
  await frame.getByText(/A change takes about 50 credits/).waitFor();
  await picture(page, "refine-words.png");
  await frame.getByRole("button", { name: "Send the message" }).click();
  await frame.getByText("Version 2 (this page)").waitFor();
  await ready.first().waitFor({ timeout: 60_000 });
  await frame.getByRole("heading", { name: "Compare versions" }).waitFor();

  await field.fill('Show the pictures in another order and change the title to "Warm light".');
  await frame.getByRole("button", { name: "Send the message" }).click();
  await frame.getByText("Version 3 (this page)").waitFor();
  await ready.first().waitFor({ timeout: 60_000 });
  expect(e2e.world.nemo.ledger.messagesAccepted()).toBe(3);
  await frame.getByRole("heading", { name: "Compare versions" }).waitFor();
  await frame.getByText(/Text “.*” is now “Warm light”\./).first().waitFor();
  await picture(page, "refine-compare.png");
  expect(await findBarriers(page)).toEqual([]);
  const third = await e2e.db.video.findFirstOrThrow({ where: { version: 3 } });

  await page.setViewportSize({ width: 360, height: 780 });
  await frame.getByRole("heading", { name: "Compare versions" }).waitFor();
  await picture(page, "refine-compare-360.png");
  const [scroll, client] = await frame.locator("html").evaluate((html) => [html.scrollWidth, html.clientWidth]);
  expect(scroll).toBeLessThanOrEqual(client ?? 0);
  await page.setViewportSize({ width: 1280, height: 900 });
  // the frame follows its window a little later; a click before would hit where the button was
  await expect.poll(() => frame.locator("html").evaluate(() => window.innerWidth)).toBeGreaterThan(900);

  await frame.getByRole("button", { name: "Publish version 2" }).click();
  await frame.getByRole("button", { name: "Publish this one" }).click();
  await frame.getByText("The video is on the product.").first().waitFor({ timeout: 60_000 });
  const rows = await e2e.db.video.findMany({ orderBy: { version: "asc" } });
  expect(rows.map(({ version, status }) => [version, status])).toEqual([[1, "superseded"], [2, "published"], [3, "ready"]]);
  expect(e2e.world.shopify.product("walnut-desk-lamp")?.media.filter((media) => media.type === "VIDEO")).toHaveLength(1);
  await page.goto(e2e.world.adminUrl.replace(/\/app$/, `/app/videos/${third.id}`));
  await frame.getByText("Version 3 (this page)").waitFor();
  expect(e2e.world.nemo.ledger.messagesAccepted()).toBe(3);
  expect(e2e.world.nemo.ledger.violations()).toEqual([]);
  expect(e2e.world.shopify.ledger.violations).toEqual([]);
  expect(problems).toEqual([]);
  await page.close();
}, 240_000);

test("NemoVideo's question is a choice of buttons that write the answer", async () => {
  const { page, problems } = await e2e.openPage();
  const frame = page.frameLocator("iframe");
  e2e.world.nemo.control.next("question");
  await page.goto(productPage("stoneware-mug"));
  await frame.getByRole("button", { name: "Generate video" }).first().click();
  await frame.getByRole("heading", { name: "Answer NemoVideo" }).waitFor({ timeout: 60_000 });
  await frame.getByRole("button", { name: "1:1 square" }).click();
  const field = frame.getByLabel("Your answer");
  expect(await field.inputValue()).toBe("1. Which shape should the video have?: 1:1 square");
  await picture(page, "refine-question.png");
  const before = e2e.world.nemo.ledger.messagesAccepted();
  await frame.getByRole("button", { name: "Send the answer" }).click();
  await frame.getByRole("button", { name: "Approve and publish" }).first().waitFor({ timeout: 60_000 });
  expect(e2e.world.nemo.ledger.messagesAccepted()).toBe(before + 1);
  await frame.getByRole("heading", { name: "Record" }).waitFor();
  await picture(page, "refine-answered.png");
  expect(problems).toEqual([]);
  await page.close();
}, 120_000);
