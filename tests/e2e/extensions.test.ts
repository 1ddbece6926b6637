// The built admin extensions in the stand-in admin, at their real origin, against the built app.
import { readFileSync } from "node:fs";
import path from "node:path";
import type { FrameLocator, Page } from "playwright-core";
import { ProxyAgent, request } from "undici";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { say } from "#app/words/say.ts";
import { readIn } from "#app/words/words.server.ts";
import { APP_URL } from "#fakes/start-world.ts";
import { openE2e, pictureDir, type E2e } from "./open-e2e.ts";

let e2e: E2e;
beforeAll(async () => {
  e2e = await openE2e({ forPerson: true });
  await e2e.startApp();
});
afterAll(async () => {
  await e2e?.close();
});

const shot = (name: string) => path.join(pictureDir, name);
const product = (handle: string) => {
  const found = e2e.world.shopify.product(handle);
  if (!found) throw new Error(`no product ${handle}`);
  return found;
};
const listUrl = () => product("stoneware-mug").adminUrl.replace(/\/\d+$/, "");
const extension = (page: Page, handle: string): FrameLocator => page.frameLocator(`iframe[data-extension="${handle}"]`);
async function openAction(page: Page, name: string, handle: string): Promise<FrameLocator> {
  await page.getByText("More actions").click();
  await page.getByRole("button", { name, exact: true }).click();
  return extension(page, handle);
}

test("from the product's page: what it costs, one click, the window may close, approval in the app, and the video is on the product", async () => {
  const { page, problems } = await e2e.openPage();
  await page.goto(product("stoneware-mug").adminUrl);
  const block = extension(page, "product-video-block");
  await block.getByText("No video yet. 4 pictures are ready to be used.").waitFor();
  const action = await openAction(page, "Generate video", "product-video-action");
  await action.getByText("4 pictures will be used").waitFor();
  expect(await action.getByText("Uses about 100 NemoVideo credits.").count()).toBe(1);
  expect(await action.getByText("You have 1,000 credits.").count()).toBe(1);
  expect(await action.locator("s-thumbnail").count()).toBe(4);
  expect(e2e.world.nemo.ledger.messagesAccepted()).toBe(0);
  await page.screenshot({ path: shot("extension-action.png") });
  e2e.world.nemo.control.next("hold-stream");
  await action.getByRole("button", { name: "Generate video" }).click();
  await action.getByText("You can close this window.", { exact: false }).waitFor();
  expect(await action.getByRole("button", { name: "Generate video" }).count()).toBe(0);
  await page.screenshot({ path: shot("extension-begun.png") });
  await action.getByRole("button", { name: "Close" }).click();
  await expect.poll(() => page.locator("dialog.extension").isVisible()).toBe(false);

  // from another origin, the browser asked before it sent
  expect(e2e.world.net.calls.filter((call) => call.endsWith("shelfreel.example/api/product-video"))).toEqual(expect.arrayContaining(["OPTIONS shelfreel.example/api/product-video", "POST shelfreel.example/api/product-video"]));

  // asked again meanwhile, it says how it stands and offers nothing to pay for
  await e2e.world.nemo.control.whenHeld();
  await page.reload();
  const again = await openAction(page, "Generate video", "product-video-action");
  await again.getByText("Being made").waitFor();
  expect(await again.getByRole("button", { name: "Generate video" }).count()).toBe(0);
  await page.keyboard.press("Escape");

  // one look of the card fails; it looks on all the same
  await block.getByText("Being made").waitFor();
  let failed = 0;
  await page.route("**/api/product-video?*", (route) => {
    failed++;
    return route.abort();
  }, { times: 1 });
  await expect.poll(() => failed, { timeout: 20_000 }).toBe(1);
  e2e.world.nemo.control.release();
  await block.getByText("Ready to approve").waitFor({ timeout: 60_000 });
  await page.screenshot({ path: shot("extension-block.png") });
  await block.getByRole("link", { name: "Look and approve" }).click();
  const app = page.frameLocator("iframe#app");
  await app.getByRole("button", { name: /Approve and publish/ }).first().click({ timeout: 30_000 });
  await app.getByText("The video is on the product.").first().waitFor({ timeout: 60_000 });
  expect(product("stoneware-mug").media.at(-1)).toMatchObject({ type: "VIDEO", status: "READY" });
  await page.goto(product("stoneware-mug").adminUrl);
  await block.getByText("On the product").waitFor();
  expect(await block.getByRole("button", { name: "Generate another video" }).count()).toBe(1);
  expect(e2e.world.nemo.ledger.messagesAccepted()).toBe(1);
  expect(problems.filter((problem) => !problem.includes("ERR_FAILED"))).toEqual([]);
  expect(problems.length).toBeLessThanOrEqual(failed);
  await page.close();
}, 180_000);

test("from the product list: what a selection comes to, who is left out and why, and all of the others are made", async () => {
  const { page, problems } = await e2e.openPage();
  await page.goto(listUrl());
  for (const title of ["Linen Cushion", "Canvas Tote", "Wool Throw", "Gift Wrapping"]) await page.getByRole("checkbox", { name: `Select ${title}` }).check();
  await page.getByText("4 selected").waitFor();
  const action = await openAction(page, "Generate videos", "bulk-video-action");
  await action.getByText("3 videos can be made").waitFor();
  await action.getByText("Uses about 300 NemoVideo credits (100 each).").waitFor();
  await action.getByText(/Gift Wrapping: .*no picture/).waitFor();
  await action.getByText(/Wool Throw: .*draft/).waitFor();
  await page.screenshot({ path: shot("extension-bulk.png") });
  const before = await e2e.db.video.count();
  await action.getByRole("button", { name: "Start 3 videos" }).click();
  await action.getByText("3 videos started").waitFor();
  const gids = ["linen-cushion", "canvas-tote", "wool-throw"].map((handle) => product(handle).gid).toSorted();
  const states = async () => (await e2e.db.video.findMany({ where: { productGid: { in: gids } }, orderBy: { productGid: "asc" } })).map((video) => [video.productGid, video.status]);
  await vi.waitFor(async () => expect(await states()).toEqual(gids.map((gid) => [gid, "ready"])), { timeout: 90_000, interval: 250 });
  expect(await e2e.db.video.count()).toBe(before + 3);

  // the same selection again: nothing is left to pay for
  await page.reload();
  for (const title of ["Linen Cushion", "Canvas Tote"]) await page.getByRole("checkbox", { name: `Select ${title}` }).check();
  const again = await openAction(page, "Generate videos", "bulk-video-action");
  await again.getByText("No video can be made for this selection").waitFor();
  await again.getByText("Linen Cushion: a video is already on its way or waits for your approval").waitFor();
  expect(await again.getByRole("button", { name: /Start/ }).count()).toBe(0);
  expect(problems).toEqual([]);
  expect(e2e.world.shopify.ledger.violations).toEqual([]);
  await page.close();
}, 180_000);

test("in the shop owner's language, on a phone, and in a person's own browser", async () => {
  const { page, problems } = await e2e.openPage({ width: 360, height: 780 });
  await page.goto(`${e2e.world.toPersonUrl(product("walnut-desk-lamp").adminUrl)}?locale=de`);
  await extension(page, "product-video-block").getByText("Noch kein Video. 3 Bilder können verwendet werden.").waitFor();
  const action = await openAction(page, "Generate video", "product-video-action");
  await action.getByRole("button", { name: "Video erstellen" }).waitFor();
  const small = action.locator("s-thumbnail img");
  expect(await small.count()).toBe(3);
  await expect.poll(() => small.evaluateAll((pictures) => pictures.map((picture) => (picture as HTMLImageElement).naturalWidth > 0))).toEqual([true, true, true]);
  await page.screenshot({ path: shot("extension-action-360.png") });
  // the app's own sentences too
  await page.goto(`${e2e.world.toPersonUrl(product("gift-wrapping").adminUrl)}?locale=de`);
  const refused = await openAction(page, "Generate video", "product-video-action");
  await refused.getByText(readIn({ language: "de", locale: "de" }, () => say("recipes.too_few_pictures", { found: 0, least: 1 }))).waitFor();
  await page.goto(`${e2e.world.toPersonUrl(listUrl())}?locale=en`);
  await page.getByRole("checkbox", { name: "Select all products" }).check();
  const bulk = await openAction(page, "Generate videos", "bulk-video-action");
  await bulk.getByRole("button", { name: /Start \d videos/ }).waitFor();
  await page.screenshot({ path: shot("extension-bulk-360.png") });
  const [scroll, client] = await page.locator("html").evaluate((html) => [html.scrollWidth, html.clientWidth]);
  expect(scroll).toBeLessThanOrEqual(client ?? 0);
  expect(problems).toEqual([]);
  await page.close();
});

test("a product that cannot have a video is refused with the merchant's sentence, readable from the extension's origin", async () => {
  const dispatcher = new ProxyAgent({ uri: e2e.world.net.proxyUrl, requestTls: { ca: readFileSync(e2e.world.net.caFile, "utf8") } });
  const ask = async (productGid: string) => {
    const answer = await request(`${APP_URL}/api/product-video`, {
      dispatcher, method: "POST", body: JSON.stringify({ productGid }),
      headers: { origin: "https://extensions.shopifycdn.com", "content-type": "application/json", authorization: `Bearer ${e2e.world.shopify.sessionToken()}` },
    });
    return { status: answer.statusCode, origin: answer.headers["access-control-allow-origin"], body: await answer.body.json() };
  };
  const began = await e2e.db.video.count();
  expect(await ask(product("gift-wrapping").gid)).toEqual({ status: 409, origin: "*", body: { code: "video.blocked", text: expect.stringMatching(/no picture/), charge: null } });
  expect(await ask("gid://shopify/Product/999999999")).toMatchObject({ status: 409, origin: "*", body: { code: "video.product_gone" } });
  expect(await e2e.db.video.count()).toBe(began);
  await dispatcher.close();
});
