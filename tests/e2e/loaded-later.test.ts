// What a page loads only when it is needed, in a real Chromium: the list of collections, and the words of a page that somebody goes to.
import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectNoBarriers } from "./find-barriers.ts";
import { openE2e, type AppProcess, type E2e } from "./open-e2e.ts";

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

async function open(of: string): Promise<{ page: Page; frame: FrameLocator; problems: string[] }> {
  const { page, problems } = await e2e.openPage();
  page.setDefaultTimeout(20_000);
  await page.goto(e2e.world.adminUrl.replace(/\/app$/, of));
  const frame = page.frameLocator("iframe");
  await expect.poll(() => frame.locator("body").evaluate((body) => Object.keys(body).some((key) => key.startsWith("__reactFiber"))), { timeout: 60_000 }).toBe(true);
  return { page, frame, problems };
}

const heightOf = (frame: FrameLocator) => frame.locator("body").evaluate((body) => body.scrollHeight);

test("a collection is chosen by keys alone: what was typed while its list was on the way is looked for, and focus and place stay", async () => {
  const { page, frame, problems } = await open("/app/products");
  const arrived = Promise.withResolvers<void>();
  await page.route(/collection-autocomplete/, async (route) => {
    await arrived.promise;
    await route.continue();
  });
  const field = frame.getByRole("combobox", { name: "Collection" });
  await field.focus();
  await page.keyboard.type("zzz");
  await page.keyboard.press("ArrowLeft");
  const before = await heightOf(frame);
  arrived.resolve();
  await frame.getByText("No collection matches").waitFor();
  expect(await field.evaluate((input: HTMLInputElement) => [input.value, input === document.activeElement, input.selectionStart, document.body.scrollHeight])).toEqual(["zzz", true, 2, before]);
  await page.keyboard.press("End");
  for (let n = 0; n < 3; n++) await page.keyboard.press("Backspace");
  await frame.locator("[role=option]").first().waitFor();
  await expectNoBarriers(page, "list of collections");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await frame.getByText("Make videos for all products of this collection").waitFor();
  expect(problems).toEqual([]);
  await page.close();
});

test("when the list of collections does not come, the field says so, keeps what is typed, and may try again", async () => {
  const { page, frame } = await open("/app/products");
  await page.route(/collection-autocomplete/, (route) => route.abort());
  const field = frame.getByRole("combobox", { name: "Collection" });
  await field.focus();
  await frame.getByText("The list of collections could not be loaded.").waitFor();
  await page.keyboard.type("mu");
  expect(await field.inputValue()).toBe("mu");
  await expectNoBarriers(page, "no list of collections");
  await page.unroute(/collection-autocomplete/);
  await frame.getByRole("button", { name: "Try again" }).click();
  await expect.poll(() => frame.getByText("The list of collections could not be loaded.").count(), { timeout: 60_000 }).toBe(0);
  await expect.poll(() => frame.locator("body").evaluate((body) => Object.keys(body).some((key) => key.startsWith("__reactFiber"))), { timeout: 60_000 }).toBe(true);
  await field.click();
  await frame.locator("[role=option]").first().waitFor();
  await page.close();
});

test("a page is shown when its words are there and not before, and says so when they cannot be had", async () => {
  const { page, frame } = await open("/app/products");
  const words: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/words/")) words.push(request.url().replace(/.*\/words\/|\.[0-9a-f]{12}\.js/g, ""));
  });
  const arrived = Promise.withResolvers<void>();
  await page.route(/\/words\/en\.product\./, async (route) => {
    await arrived.promise;
    await route.continue();
  });
  await frame.getByRole("link", { name: "Stoneware Mug" }).first().click();
  await expect.poll(() => words, { timeout: 60_000 }).toContain("en.product");
  await expect.poll(() => frame.getByRole("heading", { level: 1 }).first().innerText()).toBe("Products");
  arrived.resolve();
  await frame.getByRole("heading", { level: 1, name: "Stoneware Mug" }).waitFor();
  expect(await frame.locator("body").innerText()).not.toMatch(/\b(?:product|products|prompt|common|frame)\.[a-z_]+\b/);
  expect(words.toSorted()).toEqual(["en.product", "en.prompt"]);

  await page.route(/\/words\/en\.batches\./, (route) => route.abort());
  await page.getByRole("link", { name: "Batches" }).click();
  await frame.getByRole("button", { name: "Try again" }).waitFor();
  expect(await frame.locator("body").innerText()).not.toContain("batches.");
  await page.unroute(/\/words\/en\.batches\./);
  await frame.getByRole("button", { name: "Try again" }).click();
  await frame.getByText("Videos for many products at once").waitFor();
  await page.close();
});
