// Every page and every state that a merchant meets, looked at by axe at both widths. States are made by the stand-ins, not by rows.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { expectNoBarriers, findBarriers } from "./find-barriers.ts";
import { openE2e, type AppProcess, type E2e } from "./open-e2e.ts";

let e2e: E2e;
let app: AppProcess;
beforeAll(async () => {
  e2e = await openE2e({ film: { size: 144, fps: 6 } });
  app = await e2e.startApp();
});
afterAll(async () => {
  await app?.stop();
  await e2e?.close();
});

const widths = [{ width: 1280, height: 900 }, { width: 360, height: 780 }];
const address = (of: string) => e2e.world.adminUrl.replace(/\/app$/, of);

/** The page at both widths, once it says what it is for. */
async function look(name: string, of: string, words: string | RegExp): Promise<void> {
  for (const size of widths) {
    const { page } = await e2e.openPage(size);
    await page.goto(address(of));
    await page.frameLocator("iframe").getByText(words).filter({ visible: true }).first().waitFor();
    await expectNoBarriers(page, `${name} at ${size.width} px`);
    await page.close();
  }
}

async function makeVideo(title: string, until: RegExp): Promise<string> {
  const { page } = await e2e.openPage();
  await page.goto(address("/app/products"));
  const frame = page.frameLocator("iframe");
  await frame.getByRole("link", { name: title, exact: true }).click();
  await frame.getByRole("button", { name: "Generate video" }).first().click();
  await frame.getByText(until).first().waitFor({ timeout: 60_000 });
  const id = await videoOf(page);
  await page.close();
  return id;
}
const videoOf = async (page: Page): Promise<string> => {
  await expect.poll(() => page.frames().some((frame) => /\/app\/videos\//.test(frame.url()))).toBe(true);
  return page.frames().map((frame) => /\/app\/videos\/([\w-]+)/.exec(frame.url())?.[1]).find(Boolean) ?? "";
};

test("pages without anything yet have no barriers", async () => {
  await look("home", "/app", "Home");
  await look("settings", "/app/settings", "Settings");
  await look("products", "/app/products", "Stoneware Mug");
  await look("an unknown page", "/app/nothing-here", /not|find|found/i);
});

test("a product, its video on the way, ready, and published have no barriers", async () => {
  const mug = e2e.world.shopify.product("stoneware-mug");
  await look("product", `/app/products/${mug?.gid.split("/").at(-1)}`, "Generate video");
  const id = await makeVideo("Stoneware Mug", /Approve and publish/);
  await look("ready video", `/app/videos/${id}`, /Approve and publish/);
  await look("home with a video that waits", "/app", "Stoneware Mug");
  const { page } = await e2e.openPage();
  await page.goto(address(`/app/videos/${id}`));
  await page.frameLocator("iframe").getByRole("button", { name: /Approve and publish/ }).first().click();
  await page.frameLocator("iframe").getByText("The video is on the product.").first().waitFor({ timeout: 60_000 });
  await expectNoBarriers(page, "published video");
  await page.close();
  await look("product with a video", `/app/products/${mug?.gid.split("/").at(-1)}`, "Stoneware Mug");
});

test("a barrier that is there is found", async () => {
  const { page } = await e2e.openPage();
  await page.goto(address("/app/settings"));
  const frame = page.frameLocator("iframe");
  await frame.getByRole("heading", { name: "Settings" }).waitFor();
  await frame.locator(".Polaris-Page").first().evaluate((at) => at.insertAdjacentHTML("beforeend", "<p style='color:#999;background:#aaa'>Pale words</p><button></button>"));
  expect((await findBarriers(page)).map((line) => line.split(":")[0]).sort()).toEqual(["critical button-name", "serious color-contrast"]);
  await page.close();
});
