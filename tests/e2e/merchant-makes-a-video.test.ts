// A merchant in the stand-in admin, in a real Chromium, with the built app: from the product list to a video that plays on the
// product. The pictures that README shows come from here.
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { probeVideo } from "#app/nemo/probe-video.server.ts";
import { openE2e, pictureDir, type AppProcess, type E2e } from "./open-e2e.ts";

let e2e: E2e;
let app: AppProcess;
beforeAll(async () => {
  e2e = await openE2e({ film: { size: 1080, fps: 24 } }); // as large as the makers' own
  app = await e2e.startApp();
});
afterAll(async () => {
  await app?.stop();
  await e2e?.close();
});

const shot = (name: string) => path.join(pictureDir, name);

test("a merchant finds a product, generates its video, watches, approves, and it plays on the product", async () => {
  const { page, problems } = await e2e.openPage();
  await page.goto(e2e.world.adminUrl);
  const frame = page.frameLocator("iframe");
  await frame.getByRole("heading").first().waitFor();
  await page.screenshot({ path: shot("home.png") });
  await page.goto(e2e.world.adminUrl.replace(/\/app$/, "/app/products"));
  await frame.getByText("Stoneware Mug").first().waitFor();
  await page.screenshot({ path: shot("products.png") });
  await frame.getByRole("link", { name: "Stoneware Mug", exact: true }).click();
  await frame.getByRole("button", { name: "Generate video" }).first().waitFor();
  await page.screenshot({ path: shot("product.png"), fullPage: true });
  await frame.getByRole("button", { name: "Generate video" }).first().click();

  await frame.getByText(/NemoVideo is making the video/).first().waitFor();
  await page.screenshot({ path: shot("video-making.png") });
  await frame.getByRole("button", { name: /Approve and publish/ }).first().waitFor({ timeout: 60_000 });
  // the preview is the kept copy, and it plays
  const preview = frame.locator("video").first();
  await expect.poll(() => preview.evaluate((video: HTMLVideoElement) => video.readyState), { timeout: 20_000 }).toBeGreaterThanOrEqual(1);
  expect(await preview.evaluate((video: HTMLVideoElement) => [video.videoWidth, video.videoHeight])).toEqual([1080, 1080]);
  await page.screenshot({ path: shot("video-ready.png") });
  await frame.getByRole("button", { name: /Approve and publish/ }).first().click();
  await frame.getByText("The video is on the product.").first().waitFor({ timeout: 60_000 });
  await page.screenshot({ path: shot("video-published.png") });
  // the button that was pressed is gone; the keyboard goes on where the page says what became of it
  expect(await frame.locator(":focus").innerText()).toContain("The video is on the product.");

  const product = e2e.world.shopify.product("stoneware-mug");
  expect(product?.media.at(-1)).toMatchObject({ type: "VIDEO", status: "READY", width: 1080, height: 1080 });
  expect(await probeVideo(product?.media.at(-1)?.file ?? "")).toMatchObject({ videoCodec: "avc", audioCodec: "aac", width: 1080, height: 1080 });
  expect(e2e.world.nemo.ledger.messagesAccepted()).toBe(1);
  expect(e2e.world.nemo.ledger.renders()).toHaveLength(1);
  expect(e2e.world.shopify.ledger.attachments).toHaveLength(1);
  expect(e2e.world.nemo.ledger.violations()).toEqual([]);
  expect(e2e.world.shopify.ledger.violations).toEqual([]);

  // the product's page in the admin shows it, and it plays there
  await page.goto(product?.adminUrl ?? "");
  const onProduct = page.locator("video").first();
  await onProduct.evaluate(async (video: HTMLVideoElement) => {
    video.muted = true;
    await video.play();
  });
  await expect.poll(() => onProduct.evaluate((video: HTMLVideoElement) => video.currentTime), { timeout: 20_000 }).toBeGreaterThan(0.2);
  await page.screenshot({ path: shot("admin-product.png") });
  expect(problems).toEqual([]);
  expect(e2e.world.net.refused.filter((host) => !/google|gstatic|gvt1/.test(host))).toEqual([]);
  await page.close();
});

test("the pages hold together on a narrow screen", async () => {
  const { page, problems } = await e2e.openPage({ width: 360, height: 780 });
  await page.goto(e2e.world.adminUrl);
  const frame = page.frameLocator("iframe");
  await frame.getByRole("heading").first().waitFor();
  const video = await e2e.db.video.findFirstOrThrow();
  for (const [name, address] of [["home", "/app"], ["products", "/app/products"], ["product", `/app/products/${video.productGid.split("/").at(-1)}`], ["video", `/app/videos/${video.id}`]] as const) {
    await page.goto(e2e.world.adminUrl.replace(/\/app$/, address));
    await frame.getByRole("heading").first().waitFor();
    await page.screenshot({ path: shot(`${name}-360.png`), fullPage: true });
    const [scroll, client] = await frame.locator("html").evaluate((html) => [html.scrollWidth, html.clientWidth]);
    expect(scroll, `${name} scrolls sideways`).toBeLessThanOrEqual(client ?? 0);
  }
  expect(problems).toEqual([]);
  await page.close();
});
