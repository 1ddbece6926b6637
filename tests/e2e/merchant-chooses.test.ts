// Choices, footage and a kept text, in a real Chromium with the built app: what a merchant sets on the product page is what NemoVideo gets.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { renderShowcase } from "#fakes/render/render-showcase.ts";
import { sentPictures } from "#app/videos/video-json.ts";
import { openE2e, pictureDir, type AppProcess, type E2e } from "./open-e2e.ts";

let e2e: E2e;
let app: AppProcess;
beforeAll(async () => {
  e2e = await openE2e();
  app = await e2e.startApp();
});
afterAll(async () => {
  await app?.stop();
  await e2e?.close();
});

const shot = (name: string) => path.join(pictureDir, name);
const productPage = (handle: string) => e2e.world.adminUrl.replace(/\/app$/, `/app/products/${e2e.world.shopify.product(handle)?.gid.split("/").at(-1)}`);

test("choices rewrite the text; the offer, the format and the voice reach NemoVideo; an edited text stays and is there the next time", async () => {
  const { page, problems } = await e2e.openPage();
  await page.goto(productPage("linen-cushion"));
  const frame = page.frameLocator("iframe");
  await frame.getByLabel("Kind of video").selectOption("ai-video-for-affiliate-marketing");
  const text = frame.getByLabel("Text for NemoVideo");
  await expect.poll(() => text.inputValue()).toContain("promo video");
  await frame.getByLabel("The offer, in your words").fill("Free filling for my readers");
  await frame.getByLabel("Words of the link").fill("See it at Mona's");
  await frame.getByLabel("Format").selectOption("4:5");
  await frame.getByLabel("Length").selectOption("15");
  await frame.getByRole("button", { name: "More choices" }).click();
  await frame.getByLabel("Language of words and voice").selectOption("fr");
  await frame.getByLabel("Show the price").check();
  for (const words of ["Free filling for my readers", "See it at Mona's", "4:5", "15 seconds", "French (fr)", "- Price:"]) await expect.poll(() => text.inputValue()).toContain(words);
  await page.screenshot({ path: shot("product-choices.png"), fullPage: true });
  await text.fill(`${await text.inputValue()}\nBegin with the pattern of the fabric.`);
  await frame.getByText("Your own text: it goes first").waitFor();
  await frame.getByRole("button", { name: "Generate video" }).click();
  await frame.getByRole("button", { name: /Approve and publish/ }).first().waitFor({ timeout: 60_000 });
  const row = await e2e.db.video.findFirstOrThrow({ where: { recipe: "ai-video-for-affiliate-marketing" } });
  expect(row.choices).toMatchObject({ format: "4:5", lengthSeconds: 15, language: "fr", voiceOver: true, showPrice: true, promptEdited: true, linkWords: "See it at Mona's" });
  expect(row.prompt).toMatch(/Begin with the pattern of the fabric\.$/);
  expect(e2e.world.nemo.ledger.messages().at(-1)?.text).toBe(row.prompt);
  expect(e2e.world.nemo.ledger.requests({ path: "/run_sse" }).at(-1)?.headers["x-skill-source"]).toBe("ai-video-for-affiliate-marketing");

  // another browser, another day: choices and text are as they were
  const later = await e2e.openPage();
  await later.page.goto(`${productPage("linen-cushion")}?recipe=ai-video-for-affiliate-marketing`);
  const again = later.page.frameLocator("iframe");
  await expect.poll(() => again.getByLabel("Text for NemoVideo").inputValue(), { timeout: 20_000 }).toBe(row.prompt);
  expect(await again.getByLabel("Format").inputValue()).toBe("4:5");
  expect([...problems, ...later.problems]).toEqual([]);
  await Promise.all([page.close(), later.page.close()]);
});

test("pictures are moved and left out by keyboard; NemoVideo gets those that are left, in that order", async () => {
  const { page, problems } = await e2e.openPage();
  await page.goto(productPage("stoneware-mug"));
  const frame = page.frameLocator("iframe");
  const order = () => frame.locator("li[data-media]").evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute("data-media")));
  await expect.poll(order).toHaveLength(4);
  const [one, two, three, four] = await order();
  await frame.getByRole("button", { name: "Move picture 3 earlier" }).press("Enter");
  await expect.poll(order).toEqual([one, three, two, four]);
  // the focus stays with the picture that was moved
  expect(await frame.locator(":focus").getAttribute("aria-label")).toBe("Move picture 2 earlier");
  await page.keyboard.press("Enter");
  await expect.poll(order).toEqual([three, one, two, four]);
  await frame.getByRole("button", { name: "Leave picture 4 out" }).press("Enter");
  await frame.getByText("Picture 4 is not among those you chose.").waitFor();
  await page.screenshot({ path: shot("product-pictures.png"), fullPage: true });
  await page.setViewportSize({ width: 360, height: 780 });
  await page.screenshot({ path: shot("product-pictures-360.png"), fullPage: true });
  const text = frame.getByLabel("Text for NemoVideo");
  await expect.poll(() => text.inputValue()).not.toContain("04-stoneware-mug.jpg");
  await frame.getByRole("button", { name: "Generate video" }).click();
  await frame.getByRole("button", { name: /Approve and publish/ }).first().waitFor({ timeout: 60_000 });
  const row = await e2e.db.video.findFirstOrThrow({ where: { productGid: e2e.world.shopify.product("stoneware-mug")?.gid ?? "" } });
  expect(sentPictures.parse(row.pictures).map((picture) => picture.mediaGid)).toEqual([three, one, two]);
  expect(problems).toEqual([]);
  await page.close();
});

test("a slideshow is made in the length that was chosen, and too few pictures are named before anything is sent", async () => {
  const { page, problems } = await e2e.openPage();
  await page.goto(`${productPage("canvas-tote")}?recipe=video-create`);
  const frame = page.frameLocator("iframe");
  await frame.getByText(/“Slideshow” works best with 5 pictures or more; this product has 3/).waitFor();
  await frame.getByLabel("Length").selectOption("15");
  await expect.poll(() => frame.getByLabel("Text for NemoVideo").inputValue()).toMatch(/slideshow.*15 seconds/is);
  await frame.getByRole("button", { name: "Generate video" }).click();
  await frame.getByRole("button", { name: /Approve and publish/ }).first().waitFor({ timeout: 60_000 });
  const preview = frame.locator("video").first();
  await expect.poll(() => preview.evaluate((video: HTMLVideoElement) => Math.round(video.duration)), { timeout: 20_000 }).toBe(15);
  expect(e2e.world.nemo.ledger.requests({ path: "/run_sse" }).at(-1)?.headers["x-skill-source"]).toBe("video-create");
  expect(problems).toEqual([]);
  await page.close();
});

test("footage goes up with its progress, a wrong file is refused in words, and the pause is cut out of the film", async () => {
  const film = path.join(e2e.dir, "demo take.mp4");
  const picture = readFileSync("fakes/shopify/catalog/images/olive-soap-1.jpg");
  await renderShowcase({ pictures: [picture, picture], width: 320, height: 180, fps: 12, durationMs: 10_000, music: true, still: [{ fromMs: 3_000, toMs: 7_000 }], preset: "ultrafast", file: film });
  const wrong = path.join(e2e.dir, "clip.mp4");
  writeFileSync(wrong, "<!doctype html>");
  const { page, problems } = await e2e.openPage({ width: 360, height: 780 });
  await page.goto(productPage("olive-soap"));
  const frame = page.frameLocator("iframe");
  await frame.getByLabel("Kind of video").selectOption("video-creator-job");
  await frame.getByText("cuts your own footage").waitFor();
  expect(await frame.getByRole("button", { name: "Generate video" }).isDisabled()).toBe(true);
  await frame.getByLabel("Add a clip").first().setInputFiles(wrong);
  await frame.getByRole("alert").getByText("Choose MP4, MOV, AVI, WebM or MKV, up to 500 MB.").waitFor();
  await frame.getByLabel("Add a clip").first().setInputFiles(film);
  await frame.getByText(/demo-take-\w{6}\.mp4/).first().waitFor();
  await expect.poll(() => frame.getByLabel("Text for NemoVideo").inputValue()).toMatch(/demo-take-\w{6}\.mp4 \(10 seconds\)/);
  await page.screenshot({ path: shot("product-footage-360.png"), fullPage: true });
  const [scroll, client] = await frame.locator("html").evaluate((html) => [html.scrollWidth, html.clientWidth]);
  expect(scroll, "the page scrolls sideways").toBeLessThanOrEqual(client ?? 0);
  await frame.getByRole("button", { name: "Generate video" }).click();
  await frame.getByRole("button", { name: /Approve and publish/ }).first().waitFor({ timeout: 60_000 });
  const render = await e2e.db.render.findFirstOrThrow({ where: { video: { recipe: "video-creator-job" } } });
  expect((render.facts as { durationMs: number }).durationMs).toBeGreaterThan(4_000);
  expect((render.facts as { durationMs: number }).durationMs).toBeLessThan(8_000);
  // what was not edited is not taken for an edit
  expect((await e2e.db.video.findFirstOrThrow({ where: { recipe: "video-creator-job" } })).choices).toMatchObject({ promptEdited: false });
  expect((await e2e.db.merchantFile.findFirstOrThrow()).erasedAt).not.toBeNull();
  // the refused file is an answer of 422, which browsers write to the console
  expect(problems.filter((problem) => !problem.includes("422"))).toEqual([]);
  expect(e2e.world.nemo.ledger.violations()).toEqual([]);
  await page.close();
});

test("a file that could not be removed is still there and says so, until it is removed", async () => {
  const { page, problems } = await e2e.openPage();
  await page.goto(productPage("walnut-desk-lamp"));
  const frame = page.frameLocator("iframe");
  await frame.locator("input[type=file][aria-label='Add your logo']").setInputFiles({ name: "our logo.jpg", mimeType: "image/jpeg", buffer: readFileSync("fakes/shopify/catalog/images/olive-soap-1.jpg") });
  const remove = frame.getByRole("button", { name: /^Remove our-logo/ });
  await remove.waitFor();
  const told = frame.getByRole("alert").getByText("The file could not be removed. It is still there and would be used; try again in a moment.");
  for (const fail of ["no connection", "503"]) {
    await page.route("**/files?file=*", (route) => (fail === "503" ? route.fulfill({ status: 503 }) : route.abort()), { times: 1 });
    await remove.click();
    await told.waitFor();
    expect(await e2e.db.merchantFile.count({ where: { kind: "logo", erasedAt: null } })).toBe(1);
  }
  await page.screenshot({ path: shot("product-file-not-removed.png"), fullPage: true });
  await remove.click();
  await remove.waitFor({ state: "detached" });
  expect(await told.count()).toBe(0);
  expect(await e2e.db.merchantFile.count({ where: { kind: "logo", erasedAt: null } })).toBe(0);
  expect(problems.filter((problem) => !/503|ERR_FAILED/.test(problem))).toEqual([]);
  await page.close();
});
