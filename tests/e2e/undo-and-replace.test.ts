// The way back in the stand-in admin, in a real Chromium, with the built app: publish and undo; two videos, replace and undo, with the merchant
// reordering in between; everything off from the settings.
import path from "node:path";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { moveMediaIn } from "#tests/fakes/shopify/move-media-in.ts";
import { openE2e, pictureDir, type AppProcess, type E2e } from "./open-e2e.ts";

const HANDLE = "linen-cushion";
let e2e: E2e;
let app: AppProcess;
beforeAll(async () => {
  e2e = await openE2e({ nemoCredits: 10_000 });
  app = await e2e.startApp();
});
afterAll(async () => {
  await app?.stop();
  await e2e?.close();
});

const shot = (name: string) => path.join(pictureDir, `undo-${name}.png`);
const address = (of: string) => e2e.world.adminUrl.replace(/\/app$/, of);
const media = () => e2e.world.shopify.product(HANDLE)?.media.map(({ gid }) => gid) ?? [];
const videoAddress = async (newest = 0) => {
  const rows = await e2e.db.video.findMany({ orderBy: { createdAt: "desc" } });
  return address(`/app/videos/${rows[newest]?.id}`);
};
/** What a merchant sees of it at both widths. */
async function draw(page: Page, frame: FrameLocator, name: string, what: Locator): Promise<void> {
  const root = frame.locator("html");
  for (const [width, height, ending] of [[360, 780, "-360"], [1280, 900, ""]] as const) {
    await page.setViewportSize({ width, height });
    await expect.poll(() => root.evaluate(() => window.innerWidth <= 360), { timeout: 15_000 }).toBe(width === 360); // the frame has taken the new width
    await what.evaluate((element) => element.scrollIntoView({ block: "center" }));
    await page.screenshot({ path: shot(`${name}${ending}`) });
    const [scroll, client] = await root.evaluate((html) => [html.scrollWidth, html.clientWidth]);
    expect(scroll, `${name} scrolls sideways at ${width}`).toBeLessThanOrEqual(client ?? 0);
  }
}

/** A click before the page has come to life is lost; who sees nothing happen clicks again. */
const clickOnceAlive = (button: Locator, sign: Locator) =>
  vi.waitFor(async () => {
    if (!(await sign.isVisible())) await button.click({ timeout: 2_000 });
    await sign.waitFor({ timeout: 5_000 });
  }, { timeout: 60_000, interval: 100 });

/** From the product's page to a video that waits for approval. */
async function generate(page: Page, frame: FrameLocator): Promise<void> {
  await page.goto(address(`/app/products/${e2e.world.shopify.product(HANDLE)?.gid.split("/").at(-1)}`));
  await clickOnceAlive(frame.getByRole("button", { name: "Generate video" }).first(), frame.getByRole("heading", { name: "Steps" }));
  await frame.getByRole("button", { name: /Approve and publish/ }).first().waitFor({ timeout: 60_000 });
}
const onProduct = (frame: FrameLocator) => frame.getByRole("heading", { name: "The video is on the product." }).waitFor({ timeout: 60_000 });

test("published and taken off again, the listing is as before; published again, it is there without a new charge", async () => {
  const { page, problems } = await e2e.openPage();
  const frame = page.frameLocator("iframe");
  const before = media();
  await generate(page, frame);
  await frame.getByRole("button", { name: /Approve and publish/ }).click();
  await onProduct(frame);
  expect(media()).toHaveLength(before.length + 1);
  const charged = e2e.world.nemo.ledger.creditsCharged();

  await frame.getByRole("button", { name: "Take it off the product" }).press("Enter");
  await frame.getByText(/The other media stay as they are now\..*Nothing is charged/).waitFor();
  await draw(page, frame, "question", frame.getByRole("button", { name: "Leave it there" }));
  await frame.getByRole("button", { name: "Leave it there" }).press("Enter");
  await expect.poll(() => frame.locator(":focus").innerText(), { timeout: 15_000 }).toBe("Take it off the product");
  await page.keyboard.press("Enter");
  await frame.getByRole("button", { name: "Take it off", exact: true }).press("Enter");
  await frame.getByText(/The video is off the product\. You can publish it again/).waitFor({ timeout: 30_000 });
  await frame.getByText("The product’s other media are as they were before.").waitFor();
  await frame.getByText("Take it off the product").waitFor(); // the step
  expect(media()).toEqual(before);
  await draw(page, frame, "done", frame.getByText(/The video is off the product/));

  await frame.getByText("Second, after the main picture", { exact: true }).click();
  await frame.getByRole("button", { name: "Publish again (free)" }).click();
  await onProduct(frame);
  expect([media().length, media()[0]]).toEqual([before.length + 1, before[0]]);
  expect(e2e.world.nemo.ledger.creditsCharged()).toBe(charged);
  expect(e2e.world.shopify.ledger.filesCreated).toHaveLength(1);
  expect(problems).toEqual([]);
  await page.close();
}, 180_000);

test("a newer video takes the older one's place where the merchant has put it, and an undo brings the older one back", async () => {
  const { page, problems } = await e2e.openPage();
  const frame = page.frameLocator("iframe");
  const older = media()[1] ?? "";
  await generate(page, frame);
  const replace = frame.getByLabel("Take the place of the older video");
  expect(await replace.isChecked()).toBe(true);
  await draw(page, frame, "replace", frame.getByText("Take the place of the older video"));
  await frame.getByText("Take the place of the older video").click();
  await frame.getByText("At the end", { exact: true }).waitFor();
  await frame.getByText("Take the place of the older video").click();
  // meanwhile, in Shopify
  await moveMediaIn(e2e.world, HANDLE, older, 2);
  const [a, b, , d] = media();
  expect(media()[2]).toBe(older);
  await frame.getByRole("button", { name: /Approve and publish/ }).click();
  await onProduct(frame);
  const newer = media()[2] ?? "";
  expect([media(), newer === older]).toEqual([[a, b, newer, d].filter(Boolean), false]);
  await page.goto(await videoAddress(1));
  await frame.getByText(/A newer video took the place of this one/).waitFor();
  await draw(page, frame, "replaced", frame.getByText(/A newer video took the place of this one/));

  await page.goto(await videoAddress(0));
  await clickOnceAlive(frame.getByRole("button", { name: "Take it off the product" }), frame.getByText(/The older video whose place it took comes back/));
  await frame.getByRole("button", { name: "Take it off", exact: true }).click();
  await frame.getByText("The older video is back in its place.").waitFor({ timeout: 30_000 });
  expect(media()).toEqual([a, b, older, d].filter(Boolean));
  await draw(page, frame, "brought-back", frame.getByText("The older video is back in its place."));
  expect(problems).toEqual([]);
  await page.close();
}, 180_000);

test("from the settings all videos are taken off, and what stays when the app goes is said", async () => {
  const { page, problems } = await e2e.openPage();
  const frame = page.frameLocator("iframe");
  await page.goto(address("/app/settings"));
  await frame.getByText("One video of this app is on your products.").waitFor();
  await frame.getByText(/If you remove the app, the videos stay on your products/).waitFor();
  await clickOnceAlive(frame.getByRole("button", { name: "Take all videos off" }), frame.getByText(/Your own pictures and videos are not touched/));
  await draw(page, frame, "all-question", frame.getByRole("button", { name: "Take it off", exact: true }));
  await frame.getByRole("button", { name: "Take it off", exact: true }).press("Enter");
  await frame.getByText("No video of this app is on your products.").waitFor({ timeout: 30_000 });
  await frame.getByText("The last time, 1 of 1 was taken off.").waitFor({ timeout: 30_000 });
  await draw(page, frame, "all-done", frame.getByText("The last time, 1 of 1 was taken off."));
  expect(e2e.world.shopify.product(HANDLE)?.media.filter(({ type }) => type === "VIDEO")).toEqual([]);
  expect([e2e.world.nemo.ledger.violations(), e2e.world.shopify.ledger.violations]).toEqual([[], []]);
  expect(problems).toEqual([]);
  await page.close();
}, 120_000);
