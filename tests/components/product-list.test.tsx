import { expect, test } from "vitest";
import { NoProducts } from "#app/components/no-products.tsx";
import { readListAddress } from "#app/components/product-list-address.ts";
import { ProductList } from "#app/components/product-list.tsx";
import type { ListedProduct } from "#app/components/listed-product.ts";
import { productViews } from "#app/components/product-views.ts";
import { say } from "#app/words/say.ts";
import { drawInApp } from "./draw-in-app.tsx";

const mug: ListedProduct = {
  productGid: "gid://shopify/Product/8001", title: "Stoneware Mug", productStatus: "ACTIVE", thumbnailUrl: null, thumbnailAlt: null, hasVideo: false,
  mark: { videoId: "v1", status: "withdrawn", badge: { text: "Taken off" } },
} as unknown as ListedProduct;

const draw = (query: string, chosen: string[]) =>
  drawInApp(
    <ProductList rows={[mug]} address={readListAddress(new URLSearchParams(query))} more={false} loading={false} selection={{ chosen: new Set(chosen), toggle: () => undefined, clear: () => undefined }} onTake={() => undefined} />,
  ).text;

test("while products are ticked, batches of more than those are not offered", () => {
  expect(draw("collection=7&in=Mugs", [])).toMatch(/Make videos for all products of this collection Make videos for all active products without one/);
  expect(draw("collection=7&in=Mugs", [mug.productGid])).not.toContain("Make videos for all");
});

test("a product whose video was taken off is listed where it has none in the shop, and the view is named so", () => {
  expect(draw("view=without_video", [])).toMatch(/Stoneware Mug.*Video: taken off Open video/);
  expect(productViews.map(({ text }) => say(text))).toEqual(["All", "No video in the shop", "Ready to approve", "Published", "Out of date", "Problems"]);
  expect(drawInApp(<NoProducts address={readListAddress(new URLSearchParams("view=without_video"))} more={false} />).text).toContain("was taken off");
});
