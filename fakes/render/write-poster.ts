import { writeFile } from "node:fs/promises";
import { createCanvas } from "@napi-rs/canvas";
import { yuvToRgba } from "./convert-to-yuv.ts";

const POSTER_WIDTH = 480;

/** Writes one I420 frame as a JPEG of 480 px width. */
export async function writePoster(frame: Uint8Array, width: number, height: number, file: string): Promise<void> {
  const whole = createCanvas(width, height);
  const context = whole.getContext("2d");
  const image = context.createImageData(width, height);
  yuvToRgba(frame, width, height, image.data);
  context.putImageData(image, 0, 0);
  const small = createCanvas(POSTER_WIDTH, Math.round((height * POSTER_WIDTH) / width));
  const smallContext = small.getContext("2d");
  smallContext.imageSmoothingQuality = "high";
  smallContext.drawImage(whole, 0, 0, small.width, small.height);
  await writeFile(file, await small.encode("jpeg", 82));
}
