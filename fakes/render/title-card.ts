import { createCanvas, type Canvas } from "@napi-rs/canvas";
import { fitText, loadTitleFont, TITLE_FONT } from "./fit-text.ts";

/** A plain card with the title in the middle: the whole film when there is no picture. px. */
export function drawTitleCard(width: number, height: number, title?: string, subtitle?: string): Canvas {
  loadTitleFont();
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  const shade = context.createLinearGradient(0, 0, width, height);
  shade.addColorStop(0, "#1c2a3a");
  shade.addColorStop(1, "#3d5a73");
  context.fillStyle = shade;
  context.fillRect(0, 0, width, height);
  if (!title) return canvas;
  const shortSide = Math.min(width, height);
  const room = width * 0.72;
  const { lines, size } = fitText(context, title, room, Math.round(shortSide * 0.08), Math.round(shortSide * 0.04), 4);
  context.textAlign = "center";
  context.fillStyle = "#fff";
  context.font = `${size}px ${TITLE_FONT}`;
  let baseline = height / 2 - ((lines.length - 1) * size * 1.2) / 2;
  for (const line of lines) {
    context.fillText(line, width / 2, baseline);
    baseline += size * 1.2;
  }
  if (subtitle) {
    const small = Math.round(size * 0.5);
    const fitted = fitText(context, subtitle, room, small, small, 1);
    context.fillStyle = "rgba(255,255,255,.8)";
    context.fillText(fitted.lines[0]!, width / 2, baseline);
  }
  return canvas;
}
