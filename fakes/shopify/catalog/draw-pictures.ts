// Draws the pictures of the built-in catalogue: node fakes/shopify/catalog/draw-pictures.ts
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as cushion from "./drawings/cushion.ts";
import * as lamp from "./drawings/lamp.ts";
import * as mug from "./drawings/mug.ts";
import * as small from "./drawings/small-things.ts";
import { drawScene, type Scene } from "./drawings/studio.ts";
import * as tote from "./drawings/tote.ts";

const LARGEST_BYTES = 120_000;
const pictures: Record<string, Scene> = {
  "stoneware-mug-1": mug.front, "stoneware-mug-2": mug.above, "stoneware-mug-3": mug.pair, "stoneware-mug-4": mug.detail,
  "walnut-desk-lamp-1": lamp.front, "walnut-desk-lamp-2": lamp.lit, "walnut-desk-lamp-3": lamp.wood,
  "linen-cushion-1": cushion.front, "linen-cushion-2": cushion.two, "linen-cushion-3": cushion.cloth,
  "canvas-tote-1": tote.front, "canvas-tote-2": tote.hanging, "canvas-tote-3": tote.print,
  "beeswax-candle-1": small.candle, "olive-soap-1": small.soap, "wool-throw-1": small.throwBlanket, "oak-board-1": small.board, "oak-board-2": small.boardWithBread,
};

const folder = path.join(import.meta.dirname, "images");
mkdirSync(folder, { recursive: true });
for (const [name, scene] of Object.entries(pictures)) {
  const canvas = drawScene(scene);
  let quality = 86;
  let bytes = await canvas.encode("jpeg", quality);
  while (bytes.length > LARGEST_BYTES) {
    quality -= 6;
    bytes = await canvas.encode("jpeg", quality);
  }
  writeFileSync(path.join(folder, `${name}.jpg`), bytes);
  console.log(`${name}.jpg ${Math.round(bytes.length / 1000)} kB, quality ${quality}`);
}
