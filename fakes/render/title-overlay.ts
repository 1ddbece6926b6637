import { createCanvas, type Canvas, type Image } from "@napi-rs/canvas";
import { rgbaToYuv } from "./convert-to-yuv.ts";
import { fitText, loadTitleFont, TITLE_FONT } from "./fit-text.ts";
import { toEven } from "./prepare-slide.ts";

interface Layer {
  /** sample x opacity */
  premultiplied: Uint16Array;
  opacity: Uint8Array;
}

/** The title at the foot of the film, ready to be blended into any frame. */
export interface TitleOverlay {
  y: Layer;
  u: Layer;
  v: Layer;
  /** First row it covers, px, even. */
  top: number;
}

/** Draws title and subtitle over a dark gradient, a logo at its right end. */
export function createTitleOverlay(width: number, height: number, title: string, subtitle?: string, logo?: Image, scale = 1): TitleOverlay {
  const shortSide = Math.min(width, height);
  const bandHeight = toEven(Math.round(shortSide * 0.3 * Math.min(1.6, Math.max(1, scale))));
  const canvas = drawBand(width, bandHeight, shortSide, title, subtitle, scale);
  if (logo) drawLogo(canvas, logo, shortSide);
  const rgba = canvas.getContext("2d").getImageData(0, 0, width, bandHeight).data;
  const { y, u, v } = rgbaToYuv(rgba, width, bandHeight);
  const full = new Uint8Array(width * bandHeight);
  for (let i = 0; i < full.length; i++) full[i] = rgba[i * 4 + 3]!;
  const half = halveOpacity(full, width, bandHeight);
  return {
    y: toLayer(y.samples, full),
    u: toLayer(u.samples, half),
    v: toLayer(v.samples, half),
    top: toEven(height - bandHeight),
  };
}

/** Blends the overlay into an I420 frame; `strength` 0..256. */
export function blendOverlay(frame: Uint8Array, width: number, height: number, overlay: TitleOverlay, strength: number): void {
  if (!strength) return;
  const pixels = width * height;
  const colourTop = (overlay.top / 2) * (width / 2);
  blendLayer(frame, overlay.top * width, overlay.y, strength);
  blendLayer(frame, pixels + colourTop, overlay.u, strength);
  blendLayer(frame, pixels + pixels / 4 + colourTop, overlay.v, strength);
}

function drawBand(width: number, height: number, shortSide: number, title: string, subtitle: string | undefined, scale: number): Canvas {
  loadTitleFont();
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  const margin = Math.round(shortSide * 0.06);
  const shade = context.createLinearGradient(0, 0, 0, height);
  shade.addColorStop(0, "rgba(0,0,0,0)");
  shade.addColorStop(1, "rgba(0,0,0,.72)");
  context.fillStyle = shade;
  context.fillRect(0, 0, width, height);
  const { lines, size } = fitText(context, title, width - 2 * margin, Math.round(shortSide * 0.062 * scale), Math.round(shortSide * 0.036 * Math.min(1, scale)), 2);
  const lineHeight = size * 1.15;
  const small = Math.round(size * 0.55);
  let baseline = height - Math.round(shortSide * 0.05) - (subtitle ? Math.round(size * 0.9) : 0) - (lines.length - 1) * lineHeight;
  context.font = `${size}px ${TITLE_FONT}`;
  context.fillStyle = "#fff";
  for (const line of lines) {
    context.fillText(line, margin, baseline);
    baseline += lineHeight;
  }
  if (subtitle) {
    const fitted = fitText(context, subtitle, width - 2 * margin, small, small, 1);
    context.fillStyle = "rgba(255,255,255,.85)";
    context.fillText(fitted.lines[0]!, margin, baseline - size * 0.25);
  }
  return canvas;
}

function drawLogo(canvas: Canvas, logo: Image, shortSide: number): void {
  const room = shortSide * 0.16;
  const scale = Math.min(room / logo.width, room / logo.height);
  const margin = shortSide * 0.05;
  canvas.getContext("2d").drawImage(logo, canvas.width - margin - logo.width * scale, canvas.height - margin - logo.height * scale, logo.width * scale, logo.height * scale);
}

function halveOpacity(full: Uint8Array, width: number, height: number): Uint8Array {
  const half = new Uint8Array((width / 2) * (height / 2));
  for (let row = 0; row < height; row += 2) {
    for (let column = 0; column < width; column += 2) {
      const at = row * width + column;
      half[(row / 2) * (width / 2) + column / 2] = (full[at]! + full[at + 1]! + full[at + width]! + full[at + width + 1]! + 2) >> 2;
    }
  }
  return half;
}

function toLayer(samples: Uint8Array, opacity: Uint8Array): Layer {
  const premultiplied = new Uint16Array(samples.length);
  for (let i = 0; i < samples.length; i++) premultiplied[i] = samples[i]! * opacity[i]!;
  return { premultiplied, opacity };
}

/** target = target x (1 - opacity x strength) + sample x opacity x strength, rounded. */
function blendLayer(target: Uint8Array, offset: number, { premultiplied, opacity }: Layer, strength: number): void {
  for (let i = 0; i < opacity.length; i++) {
    const a = opacity[i]!;
    if (a) target[offset + i] = (target[offset + i]! * (65280 - a * strength) + premultiplied[i]! * strength + 32640) / 65280;
  }
}
