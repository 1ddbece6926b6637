// What a merchant sets once for all videos, in a real Chromium with the built app: the shop's logo, its own language, the e-mail at a batch's end, the metafield.
import path from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startMailServer, type MailServer } from "#tests/videos/batches/use-mail-server.ts";
import { expectNoBarriers } from "./find-barriers.ts";
import { openE2e, pictureDir, type AppProcess, type E2e } from "./open-e2e.ts";

let e2e: E2e;
let app: AppProcess;
let mail: MailServer;
beforeAll(async () => {
  e2e = await openE2e();
  mail = await startMailServer();
  e2e.world.shopify.control.setLocales([{ locale: "de", name: "German", primary: true, published: true }, { locale: "en", name: "English", primary: false, published: true }]);
  app = await e2e.startApp({ SMTP_URL: mail.url, MAIL_FROM: "app@shelfreel.example" });
});
afterAll(async () => {
  await app?.stop();
  await mail?.close();
  await e2e?.close();
});

const shot = (name: string) => path.join(pictureDir, `settings-of-videos-${name}.png`);
const at = (to: string) => e2e.world.adminUrl.replace(/\/app$/, `/app/${to}`);
const productId = (handle: string) => e2e.world.shopify.product(handle)?.gid.split("/").at(-1) ?? "";
function logo(): Buffer {
  const canvas = createCanvas(120, 60);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#204080";
  pen.fillRect(0, 0, 120, 60);
  return canvas.toBuffer("image/png");
}

test("a logo, an address and the disclosure are kept; a product's page says which logo and offers the shop's languages first", async () => {
  const { page, problems } = await e2e.openPage();
  const frame = page.frameLocator("iframe");
  await page.goto(at("settings"));
  await frame.getByRole("heading", { name: "Settings" }).waitFor();
  await frame.locator("input[type=file][aria-label='Add your logo']").setInputFiles({ name: "our logo.png", mimeType: "image/png", buffer: logo() });
  await frame.getByText(/our-logo-\w{6}\.png/).waitFor();
  await frame.getByLabel("E-mail the end of a batch to").fill("owner@merchant.example, two@merchant.example");
  await frame.getByLabel("Say it in a metafield of the product too").check();
  await page.getByRole("button", { name: "Save" }).click();
  await frame.getByText("This must be one e-mail address").waitFor();
  await frame.getByLabel("E-mail the end of a batch to").fill("owner@merchant.example");
  await page.getByRole("button", { name: "Save" }).click();
  await expect.poll(async () => (await e2e.db.shop.findFirst())?.settings).toMatchObject({ batchEmail: "owner@merchant.example", discloseMetafield: true, language: "" });
  await expectNoBarriers(page, "settings with a logo");
  await page.screenshot({ path: shot("wide"), fullPage: true });

  await page.goto(at(`products/${productId("canvas-tote")}`));
  await frame.getByText(/Your shop’s own logo is used: our-logo-/).waitFor();
  await frame.getByRole("button", { name: "More choices" }).click();
  const language = frame.getByLabel("Language of words and voice");
  expect(await language.inputValue()).toBe("de");
  expect(await language.locator("optgroup").first().locator("option").evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value))).toEqual(["de", "en"]);
  await page.screenshot({ path: shot("product"), fullPage: true });
  expect(problems.filter((problem) => !/409/.test(problem))).toEqual([]);
});

test("on a narrow screen nothing is cut off, and the logo goes again", async () => {
  const { page, problems } = await e2e.openPage({ width: 360, height: 800 });
  const frame = page.frameLocator("iframe");
  await page.goto(at("settings"));
  await frame.getByText(/our-logo-\w{6}\.png/).waitFor();
  expect(await frame.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth)).toBeLessThanOrEqual(0);
  await expectNoBarriers(page, "settings with a logo");
  await page.screenshot({ path: shot("narrow"), fullPage: true });
  await frame.getByRole("button", { name: /^Remove our-logo/ }).click();
  await frame.getByText(/our-logo-\w{6}\.png/).waitFor({ state: "detached" });
  expect(problems).toEqual([]);
});

test("the end of a batch comes as one e-mail, whose link leads to the batch", { timeout: 180_000 }, async () => {
  const { domain: shop } = await e2e.db.shop.findFirstOrThrow();
  await e2e.db.batch.create({ data: { shop, origin: "hand", title: "Two mugs", recipe: "video-create", status: "done", finishedAt: new Date(), items: { create: [{ shop, productGid: "gid://shopify/Product/1", position: 1, state: "skipped" }] } } });
  await expect.poll(() => mail.taken.length, { timeout: 130_000, interval: 500 }).toBe(1);
  const raw = mail.taken[0]?.raw.replaceAll("=\r\n", "") ?? "";
  expect(mail.taken[0]?.to).toEqual(["owner@merchant.example"]);
  expect(raw).toMatch(/https:\/\/[\w.-]+\/admin\/apps\/[\w-]+\/app\/batches\/[0-9a-f-]{36}/);
});
