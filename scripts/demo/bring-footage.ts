import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import type { CatalogProduct } from "#fakes/shopify/catalog-product.ts";
import { renderShowcase } from "#fakes/render/render-showcase.ts";
import type { Merchant } from "./act-as-merchant.ts";
import type { Teller } from "./tell-progress.ts";

const LENGTH_MS = 20_000;
const PAUSE = { fromMs: 8_000, toMs: 14_000 };

/** Films the product's own pictures, with a pause in the middle, and brings the film as a merchant would: through the product's page. */
export async function bringFootage(o: { merchant: Merchant; productId: string; product: CatalogProduct; stateDir: string; teller: Teller }): Promise<void> {
  const file = path.join(o.stateDir, `${o.product.handle}-take-1.mp4`);
  const pictures = o.product.pictures.slice(0, 4).map((picture) => readFileSync(picture.file));
  await renderShowcase({ pictures, width: 1280, height: 720, fps: 24, durationMs: LENGTH_MS, music: true, still: [PAUSE], file });
  try {
    await o.merchant.sendFootage(o.productId, file);
  } finally {
    rmSync(file, { force: true });
  }
  o.teller.line(`Brought footage of ${LENGTH_MS / 1000} s, in which nothing moves for ${(PAUSE.toMs - PAUSE.fromMs) / 1000} s.\n`);
}
