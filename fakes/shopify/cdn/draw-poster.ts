import { readFileSync, writeFileSync } from "node:fs";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { mediaOf, listProducts, type ShopWorld } from "#fakes/shopify/shop-world.ts";
import { posterScale } from "#fakes/shopify/admin-api/resolvers/media-nodes.ts";
import type { VideoFacts, VideoRecord } from "#fakes/shopify/state/shop-state.ts";

/** Draws a video's preview picture: its product's first picture, filling it. Shopify takes a frame of the video; the stand-in decodes none. */
export async function drawPoster(world: ShopWorld, video: VideoRecord, facts: VideoFacts, to: string): Promise<void> {
  const scale = posterScale(facts);
  const canvas = createCanvas(Math.round(facts.width * scale), Math.round(facts.height * scale));
  const pen = canvas.getContext("2d");
  const { width, height } = canvas;
  const shade = pen.createLinearGradient(0, 0, width, height);
  shade.addColorStop(0, "#2f3d4c");
  shade.addColorStop(1, "#8a9ba8");
  pen.fillStyle = shade;
  pen.fillRect(0, 0, width, height);
  const product = listProducts(world).find(({ record }) => record.mediaGids.includes(video.gid));
  const picture = product && mediaOf(world, product.record).find((media) => media.type === "IMAGE");
  if (picture?.type === "IMAGE") {
    const image = await loadImage(readFileSync(picture.file));
    const cover = Math.max(width / image.width, height / image.height);
    pen.drawImage(image, (width - image.width * cover) / 2, (height - image.height * cover) / 2, image.width * cover, image.height * cover);
  }
  writeFileSync(to, await canvas.encode("jpeg", 82));
}
