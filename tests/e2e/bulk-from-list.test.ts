// Five products of Shopify's own list become five videos on their products: the built bulk action, the built app, and what the stand-ins counted.
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openE2e, pictureDir, type E2e } from "./open-e2e.ts";

let e2e: E2e;
beforeAll(async () => {
  e2e = await openE2e({ film: { size: 144, fps: 6 } });
  await e2e.startApp();
});
afterAll(async () => {
  await e2e?.close();
});

const handles = ["stoneware-mug", "walnut-desk-lamp", "linen-cushion", "canvas-tote", "oak-board"];
const product = (handle: string) => {
  const found = e2e.world.shopify.product(handle);
  if (!found) throw new Error(`no product ${handle}`);
  return found;
};

test("selected in the list, told what it costs, begun, looked at in the app, approved together: all five are ready on their products", async () => {
  const { page, problems } = await e2e.openPage();
  page.setDefaultTimeout(60_000);
  await page.goto(product("stoneware-mug").adminUrl.replace(/\/\d+$/, ""));
  for (const handle of handles) await page.getByRole("checkbox", { name: `Select ${product(handle).title}` }).check();
  await page.getByText("5 selected").waitFor();
  await page.getByText("More actions").click();
  await page.getByRole("button", { name: "Generate videos", exact: true }).click();
  const action = page.frameLocator('iframe[data-extension="bulk-video-action"]');
  await action.getByText("5 videos can be made").waitFor();
  await action.getByText("Uses about 500 NemoVideo credits (100 each).").waitFor();
  await action.getByText("You have 1,000 credits.").waitFor();
  await page.screenshot({ path: path.join(pictureDir, "bulk-contract.png") });
  expect(e2e.world.nemo.ledger.messagesAccepted()).toBe(0);
  await action.getByRole("button", { name: "Start 5 videos" }).click();
  await action.getByText("5 videos started").waitFor();
  await action.getByRole("link", { name: "Open in Shelfreel" }).click();

  const app = page.frameLocator("iframe#app");
  await app.getByText("5 ready to approve").first().waitFor({ timeout: 120_000 });
  expect(e2e.world.nemo.ledger.messagesAccepted()).toBe(5);
  expect(e2e.world.shopify.ledger.attachments).toHaveLength(0);
  await page.screenshot({ path: path.join(pictureDir, "bulk-ready.png"), fullPage: true });
  await app.getByRole("button", { name: "Approve all 5 that are ready" }).click();
  await app.getByRole("button", { name: "Approve 5 videos" }).click();
  await app.getByText("5 on the product").first().waitFor({ timeout: 120_000 });
  await page.screenshot({ path: path.join(pictureDir, "bulk-published.png"), fullPage: true });

  for (const handle of handles) {
    expect(product(handle).media.filter(({ type }) => type === "VIDEO"), handle).toMatchObject([{ status: "READY", alt: `Video of ${product(handle).title}` }]);
    expect(product(handle).media.at(-1)?.type, handle).toBe("VIDEO");
  }
  expect(e2e.world.nemo.ledger.messagesAccepted()).toBe(5);
  expect(e2e.world.nemo.ledger.creditsCharged()).toBe(500);
  expect(e2e.world.shopify.ledger.attachments).toHaveLength(5);
  expect(e2e.world.shopify.ledger.filesCreated).toHaveLength(5);
  expect(e2e.world.nemo.ledger.violations()).toEqual([]);
  expect(e2e.world.shopify.ledger.violations).toEqual([]);
  expect(problems).toEqual([]);
  await page.close();
}, 300_000);
