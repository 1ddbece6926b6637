// kill -9 in the middle of the work: of the whole app, with its worker, while NemoVideo is making the video, and again while it is
// on its way to the listing. The same one video ends on the product, and nothing was paid twice.
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { actAsMerchant, type Merchant } from "#scripts/demo/act-as-merchant.ts";
import { APP_URL } from "#fakes/start-world.ts";
import { openE2e, type E2e } from "./open-e2e.ts";

let e2e: E2e;
let merchant: Merchant;
beforeAll(async () => {
  e2e = await openE2e();
  merchant = actAsMerchant({ appUrl: APP_URL, proxyUrl: e2e.world.net.proxyUrl, caFile: e2e.world.net.caFile, sessionToken: () => e2e.world.shopify.sessionToken() });
});
afterAll(async () => {
  await e2e?.close();
});

const idOf = (handle: string) => e2e.world.shopify.product(handle)?.gid.split("/").at(-1) ?? "";
const waitFor = (videoId: string, status: string) => vi.waitFor(async () => expect((await merchant.readVideo(videoId)).status).toBe(status), { timeout: 90_000, interval: 250 });

test("killed while NemoVideo works and while Shopify does, started again each time: one message, one render, one video on the product", async () => {
  const { nemo, shopify } = e2e.world;
  nemo.control.next("hold-stream");
  const first = await e2e.startApp();
  const { plan } = await merchant.readPlan(idOf("linen-cushion"), null);
  const videoId = await merchant.generate(idOf("linen-cushion"), plan);
  await nemo.control.whenHeld();
  expect(nemo.ledger.messagesAccepted()).toBe(1);
  await first.kill();
  nemo.control.release();

  const second = await e2e.startApp();
  await waitFor(videoId, "ready");
  expect(nemo.ledger.messagesAccepted()).toBe(1);
  expect(nemo.ledger.renders()).toHaveLength(1);

  await merchant.approve(videoId, "A cushion");
  await vi.waitFor(() => expect(shopify.ledger.filesCreated).toHaveLength(1), { timeout: 30_000, interval: 5 });
  await second.kill();

  await e2e.startApp();
  await waitFor(videoId, "published");
  expect(nemo.ledger.messagesAccepted()).toBe(1);
  expect(nemo.ledger.creditsCharged()).toBe(100);
  expect(nemo.ledger.renders()).toHaveLength(1);
  expect(shopify.ledger.filesCreated).toHaveLength(1);
  expect(shopify.ledger.attachments).toHaveLength(1);
  expect(shopify.product("linen-cushion")?.media.filter((media) => media.type === "VIDEO")).toEqual([expect.objectContaining({ status: "READY" })]);
  expect([nemo.ledger.violations(), shopify.ledger.violations]).toEqual([[], []]);
}, 240_000);
