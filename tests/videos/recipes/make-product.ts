import type { ProductForVideo, ProductPicture } from "#app/shopify/shopify-admin.ts";

/** A picture of the product, by number. */
export const makePicture = (number: number, more: Partial<ProductPicture> = {}): ProductPicture => ({
  mediaGid: `gid://shopify/MediaImage/${number}`, alt: null, url: `https://cdn.shopify.com/s/files/${number}.jpg?v=1`, width: 1200, height: 1200, ...more,
});

/** An ordinary product; a test says what is odd about its own. */
export const makeProduct = (more: Partial<ProductForVideo> = {}): ProductForVideo => ({
  productGid: "gid://shopify/Product/1", title: "White Plimsolls", handle: "white-plimsolls", productStatus: "ACTIVE", vendor: "Northbound", productType: "Shoes",
  description: "Canvas slip-ons with a vulcanised rubber sole and a blue lining. Four views, no laces.",
  options: [{ name: "Title", values: ["Default Title"] }], price: { min: "59.90", max: "59.90", currencyCode: "EUR" }, updatedAt: "2026-11-21T10:00:00Z",
  pictures: [makePicture(1, { alt: "White Plimsolls, view 1" }), makePicture(2), makePicture(3, { alt: "The sole from below" }), makePicture(4)], videos: [], mediaCount: 4, ...more,
});
