// Many products at once, in a real Chromium at both widths: chosen in the list, read as a contract, paused by a cap, resumed, approved by key
// and all at once, published, had as CSV. States come from the stand-ins and the app, not from rows.
import { readFileSync } from "node:fs";
import path from "node:path";
import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectNoBarriers } from "./find-barriers.ts";
import { openE2e, pictureDir, type AppProcess, type E2e } from "./open-e2e.ts";

let e2e: E2e;
let app: AppProcess;
beforeAll(async () => {
  e2e = await openE2e({ film: { size: 144, fps: 6 }, nemoCredits: 2_000 });
  app = await e2e.startApp();
});
afterAll(async () => {
  await app?.stop();
  await e2e?.close();
});

const address = (of: string) => e2e.world.adminUrl.replace(/\/app$/, of);
/** Videos are made in these tests, on a machine that may be busy. */
const SLOW = 240_000;
const narrow = { width: 360, height: 780 };

async function open(of: string, size?: { width: number; height: number }): Promise<{ page: Page; frame: FrameLocator; problems: string[] }> {
  const { page, problems } = await e2e.openPage(size);
  page.setDefaultTimeout(60_000);
  await page.goto(address(of));
  const frame = page.frameLocator("iframe");
  await frame.getByRole("heading").first().waitFor();
  // a tick before React has taken over would be lost with it
  await expect.poll(() => frame.locator("body").evaluate((body) => Object.keys(body).some((key) => key.startsWith("__reactFiber"))), { timeout: 60_000 }).toBe(true);
  return { page, frame, problems };
}

/** Kept as a picture; nothing may stick out sideways, and axe finds nothing serious. */
async function look(page: Page, name: string): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  await page.screenshot({ path: path.join(pictureDir, `${name}${width < 500 ? "-360" : ""}.png`), fullPage: true });
  const [scroll, client] = await page.frameLocator("iframe").locator("html").evaluate((html) => [html.scrollWidth, html.clientWidth]);
  expect(scroll, `${name} scrolls sideways at ${width} px`).toBeLessThanOrEqual(client ?? 0);
  await expectNoBarriers(page, `${name} at ${width} px`);
}

async function lookAlsoNarrow(of: string, words: string | RegExp, name: string): Promise<void> {
  const { page, frame } = await open(of, narrow);
  await frame.getByText(words).filter({ visible: true }).first().waitFor();
  await look(page, name);
  await page.close();
}

const batchPath = async (): Promise<string> => `/app/batches/${(await e2e.db.batch.findFirstOrThrow({ orderBy: { id: "desc" } })).id}`;

test("without any batch the page says what one is", async () => {
  const { page, frame } = await open("/app/batches");
  await frame.getByText("Videos for many products at once").waitFor();
  await look(page, "batches-none");
  await page.close();
  await lookAlsoNarrow("/app/batches", "Videos for many products at once", "batches-none");
}, SLOW);

test("ticked products are read as a contract, paused by the cap, resumed, approved and published", async () => {
  const { page, frame, problems } = await open("/app/products");
  for (const title of ["Stoneware Mug", "Linen Cushion", "Canvas Tote", "Oak Cutting Board", "Gift Wrapping"]) await frame.getByLabel(`Select ${title}`).check();
  await frame.getByText("5 products selected").waitFor();
  await look(page, "products-selected");
  await frame.getByRole("button", { name: "Make videos for 5 products" }).click();

  await frame.getByText("What this batch comes to").waitFor({ timeout: 30_000 });
  await frame.getByText("1 product without a picture").waitFor();
  const start = frame.getByRole("button", { name: /^Start: / });
  await start.waitFor();
  // nothing is made yet, and the rows have the products' pictures all the same; one product has none
  await expect.poll(() => frame.getByRole("list", { name: "Products of this batch" }).locator("img").count(), { timeout: 30_000 }).toBe(4);
  await look(page, "batch-contract");
  const of = await batchPath();
  await lookAlsoNarrow(of, "What this batch comes to", "batch-contract");
  expect(e2e.world.nemo.ledger.messagesAccepted()).toBe(0);

  // a cap that is none is told beside its field, and nothing begins
  const cap = frame.getByLabel("Cap in credits");
  await cap.fill("5");
  await start.click();
  await frame.getByText(/A cap is a whole number of credits/).waitFor();
  await cap.fill("250");
  await start.click();

  await frame.getByText("Paused at its cap").waitFor({ timeout: 60_000 });
  await expect.poll(() => e2e.db.video.count({ where: { status: { in: ["queued", "making"] } } }), { timeout: 60_000 }).toBe(0);
  await frame.getByText(/2 ready to approve/).first().waitFor({ timeout: 30_000 });
  await look(page, "batch-paused");
  await lookAlsoNarrow("/app", "All batches", "home-batches");
  await lookAlsoNarrow(of, "Paused at its cap", "batch-paused");
  expect(e2e.world.nemo.ledger.messagesAccepted()).toBe(2);

  await cap.fill("600");
  await frame.getByRole("button", { name: "Resume with this cap" }).click();
  await frame.getByText("All videos are made.").waitFor({ timeout: 90_000 });
  await look(page, "batch-ready");
  await lookAlsoNarrow(of, "All videos are made.", "batch-ready");
  expect(e2e.world.nemo.ledger.messagesAccepted()).toBe(4);

  // by key: into the list, down two rows, approve
  await frame.getByRole("list", { name: "Products of this batch" }).focus();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const chosen = await frame.locator("[data-row]:focus").getAttribute("aria-label");
  expect(chosen).toMatch(/Ready to approve/);
  await page.keyboard.press("a");
  await frame.getByRole("status").filter({ hasText: /: approved\./ }).waitFor({ state: "attached" });
  await expect.poll(() => e2e.db.video.count({ where: { approvedAt: { not: null } } }), { timeout: 20_000 }).toBe(1);
  expect(`${(await e2e.db.video.findFirstOrThrow({ where: { approvedAt: { not: null } } })).productTitle}, Ready to approve`).toBe(chosen);
  // Tab leads out of the list again
  await frame.getByText("3 ready to approve").first().waitFor();
  await frame.getByRole("button", { name: "Approve all 3 that are ready" }).click();
  await frame.getByRole("button", { name: "Approve 3 videos" }).click();
  await frame.getByText("4 on the product").first().waitFor({ timeout: 60_000 });
  await look(page, "batch-published");
  expect(e2e.world.shopify.ledger.attachments).toHaveLength(4);
  expect(e2e.world.nemo.ledger.messagesAccepted()).toBe(4);

  const [download] = await Promise.all([page.waitForEvent("download"), frame.getByRole("button", { name: "Download CSV" }).click()]);
  expect(download.suggestedFilename()).toMatch(/^batch-.*\.csv$/);
  const csv = readFileSync(await download.path(), "utf8");
  expect(csv.split("\r\n").filter(Boolean)).toHaveLength(6);
  expect(csv).toMatch(/Stoneware Mug,\d+,On the product/);

  // the cap that was none
  expect(problems.filter((problem) => !/409/.test(problem))).toEqual([]);
  expect(e2e.world.nemo.ledger.violations()).toEqual([]);
  expect(e2e.world.shopify.ledger.violations).toEqual([]);
  await page.close();
  await lookAlsoNarrow(of, "4 on the product", "batch-published");
}, SLOW);

test("the list of batches and Home show them, and the product list knows its videos by view", async () => {
  const { page, frame } = await open("/app/batches");
  await frame.getByText("5 chosen products").waitFor();
  await look(page, "batches");
  await frame.getByText("Select products").click();
  await frame.getByRole("link", { name: "Published" }).click();
  await frame.getByRole("link", { name: "Stoneware Mug", exact: true }).waitFor();
  await expect.poll(() => frame.getByRole("list", { name: "Products", exact: true }).getByRole("listitem").count(), { timeout: 20_000 }).toBe(4);
  await look(page, "products-published");
  await page.close();
  await lookAlsoNarrow("/app/batches", "5 chosen products", "batches");
  await lookAlsoNarrow("/app/products", "Stoneware Mug", "products");
}, SLOW);

test("a collection narrows the list, and all of it becomes a batch that is not made after all", async () => {
  const { page, frame, problems } = await open("/app/products", narrow);
  await frame.getByPlaceholder("Any collection").click();
  const option = frame.locator("[role=option]").first();
  await option.waitFor();
  const title = (await option.innerText()).trim();
  await option.click();
  await frame.getByText("Make videos for all products of this collection").waitFor();
  await look(page, "products-collection");
  await frame.getByText("Make videos for all products of this collection").click();
  await frame.getByText(`Collection: ${title}`).first().waitFor();
  await frame.getByRole("button", { name: "Do not start it" }).click();
  await frame.getByText("This batch was canceled").waitFor({ timeout: 30_000 });
  await look(page, "batch-canceled");
  expect(problems).toEqual([]);
  await page.close();
}, SLOW);

test("all of a batch are taken off again with one question, and cost nothing", async () => {
  const id = (await e2e.db.batch.findFirstOrThrow({ where: { origin: "hand" } })).id;
  const { page, frame } = await open(`/app/batches/${id}`);
  await frame.getByRole("button", { name: "Take all off again" }).click();
  await look(page, "batch-undo");
  await frame.getByRole("button", { name: "Take 4 videos off" }).click();
  await frame.getByText("4 taken off again").first().waitFor({ timeout: 60_000 });
  expect(e2e.world.shopify.product("stoneware-mug")?.media.some((media) => media.type === "VIDEO")).toBe(false);
  expect(e2e.world.nemo.ledger.messagesAccepted()).toBe(4);
  await page.close();
}, SLOW);

test("one answer to the same question of two products says what it costs and is one message each", async () => {
  const before = e2e.world.nemo.ledger.messagesAccepted();
  e2e.world.nemo.control.next("question", "question");
  const { page, frame } = await open("/app/products");
  for (const title of ["Walnut Desk Lamp", "Linen Cushion"]) await frame.getByLabel(`Select ${title}`).check();
  await frame.getByRole("button", { name: "Make videos for 2 products" }).click();
  await frame.getByRole("button", { name: "Start: about 200 credits" }).click({ timeout: 30_000 });
  await frame.getByText("NemoVideo asks the same about 2 videos").waitFor({ timeout: 60_000 });
  await frame.getByRole("button", { name: "1:1 square" }).click();
  await look(page, "batch-question");
  await lookAlsoNarrow(await batchPath(), "NemoVideo asks the same about 2 videos", "batch-question");
  await frame.getByRole("button", { name: "Answer 2 videos: about 200 credits" }).click();
  await frame.getByText("2 ready to approve").first().waitFor({ timeout: 90_000 });
  expect(e2e.world.nemo.ledger.messagesAccepted() - before).toBe(4);
  await page.close();
}, SLOW);
