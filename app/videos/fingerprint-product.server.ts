import { createHash } from "node:crypto";
import type { ProductMaterial } from "#app/shopify/shopify-admin.ts";

/** What a video shows of its product, as one short text to compare: title, price and pictures in their order. Other media do not count. */
export function fingerprintProduct(product: Pick<ProductMaterial, "title" | "price" | "pictures">): string {
  const { title, price, pictures } = product;
  const shown = [title, price && [price.min, price.max, price.currencyCode], pictures.map((picture) => [picture.mediaGid, addressOf(picture.url)])];
  return createHash("sha256").update(JSON.stringify(shown)).digest("base64url");
}

/** A picture that was replaced keeps its id but not its address; sizes asked for do not count. */
function addressOf(url: string): string {
  const { pathname, searchParams } = new URL(url);
  return `${pathname}?v=${searchParams.get("v") ?? ""}`;
}
