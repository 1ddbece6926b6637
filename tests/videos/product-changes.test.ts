// A product that changes after its video was asked for: the video says so, and nothing else does.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fingerprintProduct } from "#app/videos/fingerprint-product.server.ts";
import { lookAtProduct } from "#app/videos/look-at-product.server.ts";
import { productChangeQueue } from "#app/videos/product-change-queue.ts";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const ask = async (handle: string) => {
  const { videoId } = await shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: shop.product(handle).gid, recipe: null, prompt: null, requestedBy: null });
  return videoId;
};
const look = (handle: string) => lookAtProduct(shop.deps, { shop: SHOP, productGid: shop.product(handle).gid });
const stale = async (videoId: string) => (await shop.db.video.findUniqueOrThrow({ where: { id: videoId } })).staleSince !== null;
const becomes = (videoId: string, status: string) => shop.db.video.update({ where: { id: videoId }, data: { status } });
const waiting = () => shop.db.$queryRaw<{ data: { productGid: string } }[]>`SELECT data FROM pgboss.job WHERE name = ${productChangeQueue.name}`;
const note = (handle: string, webhookId: string = randomUUID(), of = SHOP) => shop.videos.noteProductChange({ webhookId, topic: "PRODUCTS_UPDATE", shop: of, productGid: shop.product(handle).gid });

test("a picture in another place makes the video out of date; back in its place, it is up to date again", async () => {
  const [cushion, tote] = [await ask("linen-cushion"), await ask("canvas-tote")];
  const first = shop.product("linen-cushion").media[0];
  await look("linen-cushion");
  expect(await stale(cushion)).toBe(false);

  await shop.admin.moveMedia({ productGid: shop.product("linen-cushion").gid, mediaGid: first?.gid ?? "", position: 2 });
  await look("linen-cushion");
  expect([await stale(cushion), await stale(tote)]).toEqual([true, false]);
  await becomes(cushion, "published");
  const seen = await shop.videos.getVideo({ shop: SHOP, videoId: cushion });
  expect(seen).toMatchObject({ badge: { text: "Out of date", tone: "warning" }, warnings: [{ code: "video.out_of_date", text: expect.stringMatching(/make a new one/) }] });
  const page = await shop.videos.productPage({ shop: SHOP, admin: shop.admin, productGid: shop.product("linen-cushion").gid, recipe: null });
  expect([page?.current, page?.plan.blockers]).toEqual([null, []]); // a new one can be asked for
  const list = await shop.videos.listProducts({ shop: SHOP, admin: shop.admin, search: "Linen Cushion", after: null });
  expect(list.rows.map((row) => row.mark?.badge.text)).toEqual(["Out of date"]);

  await shop.admin.moveMedia({ productGid: shop.product("linen-cushion").gid, mediaGid: first?.gid ?? "", position: 0 });
  await look("linen-cushion");
  expect(await stale(cushion)).toBe(false);
});

test("title, price and pictures count; stock, description and videos do not", () => {
  const product = { title: "Mug", price: { min: "1.0", max: "2.0", currencyCode: "EUR" }, pictures: [{ mediaGid: "a", alt: null, url: "https://cdn.shopify.com/a.jpg?v=1&width=2048", width: 1, height: 1 }] };
  const was = fingerprintProduct(product);
  expect(fingerprintProduct({ ...product, ...{ description: "new", updatedAt: "later", mediaCount: 9 } })).toBe(was);
  expect(fingerprintProduct({ ...product, pictures: product.pictures.map((one) => ({ ...one, alt: "new", url: "https://cdn.shopify.com/a.jpg?width=100&v=1" })) })).toBe(was);
  for (const change of [{ title: "Cup" }, { price: { ...product.price, min: "1.5" } }, { price: null }, { pictures: [] }, { pictures: product.pictures.map((one) => ({ ...one, url: "https://cdn.shopify.com/a.jpg?v=2" })) }]) {
    expect(fingerprintProduct({ ...product, ...change })).not.toBe(was);
  }
});

test("a delivery is noted once; many changes of one product wait as one look; a product without a video is not looked at", async () => {
  expect([await note("canvas-tote", "d1"), await note("canvas-tote", "d1")]).toEqual([true, false]);
  for (let i = 0; i < 5; i++) expect(await note("canvas-tote")).toBe(true);
  await note("oak-board");
  await note("canvas-tote", randomUUID(), "other.myshopify.com");
  expect((await waiting()).map(({ data }) => data.productGid)).toEqual([shop.product("canvas-tote").gid]);
});
