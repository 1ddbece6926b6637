import { createCanvas, type Canvas, type SKRSContext2D } from "@napi-rs/canvas";

/** Side of every picture, px. */
export const SIDE = 1200;
export type Pen = SKRSContext2D;
export type Scene = (pen: Pen) => void;
type Point = readonly [x: number, y: number];

/** Runs a scene on a fresh square. */
export function drawScene(scene: Scene): Canvas {
  const canvas = createCanvas(SIDE, SIDE);
  scene(canvas.getContext("2d"));
  return canvas;
}

/** A backdrop that runs into the floor without an edge, lit from the upper left. */
export function backdrop(pen: Pen, wall: string, floor: string, horizon = 820) {
  const down = pen.createLinearGradient(0, 0, 0, SIDE);
  down.addColorStop(0, wall);
  down.addColorStop((horizon - 120) / SIDE, wall);
  down.addColorStop((horizon + 60) / SIDE, floor);
  down.addColorStop(1, floor);
  fill(pen, down, () => pen.rect(0, 0, SIDE, SIDE));
  glow(pen, 380, 260, 900, "rgba(255,255,255,.55)");
}

/** A round light that fades out. */
export function glow(pen: Pen, x: number, y: number, radius: number, color: string) {
  const light = pen.createRadialGradient(x, y, 0, x, y, radius);
  light.addColorStop(0, color);
  light.addColorStop(1, color.replace(/[\d.]+\)$/, "0)"));
  fill(pen, light, () => pen.rect(0, 0, SIDE, SIDE));
}

/** A soft shadow on the floor. */
export function shadow(pen: Pen, x: number, y: number, width: number, height: number, strength = 0.35) {
  pen.save();
  pen.filter = `blur(${Math.round(height * 0.45)}px)`;
  fill(pen, `rgba(40,28,16,${strength})`, () => pen.ellipse(x, y, width, height, 0, 0, Math.PI * 2));
  pen.restore();
}

/** Fills the path that `trace` makes. */
export function fill(pen: Pen, style: string | ReturnType<Pen["createLinearGradient"]>, trace: () => void) {
  pen.fillStyle = style;
  pen.beginPath();
  trace();
  pen.fill();
}

/** Strokes the path that `trace` makes. */
export function line(pen: Pen, style: string | ReturnType<Pen["createLinearGradient"]>, width: number, trace: () => void) {
  pen.strokeStyle = style;
  pen.lineWidth = width;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.beginPath();
  trace();
  pen.stroke();
}

/** Shading across a round body from `left` to `right`: colours at even distances. */
export function across(pen: Pen, left: number, right: number, colors: string[]) {
  const shading = pen.createLinearGradient(left, 0, right, 0);
  colors.forEach((color, i) => shading.addColorStop(i / (colors.length - 1), color));
  return shading;
}

/** The same from top to bottom. */
export function downward(pen: Pen, top: number, bottom: number, colors: string[]) {
  const shading = pen.createLinearGradient(0, top, 0, bottom);
  colors.forEach((color, i) => shading.addColorStop(i / (colors.length - 1), color));
  return shading;
}

/** The same numbers every time, 0 to 1. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

/** Small dots inside the current clip, as of stone or paper. */
export function speckle(pen: Pen, seed: number, count: number, color: string, from: Point, to: Point, largest = 3.2) {
  const random = seeded(seed);
  for (let i = 0; i < count; i++) {
    const [x, y] = [from[0] + random() * (to[0] - from[0]), from[1] + random() * (to[1] - from[1])];
    fill(pen, color, () => pen.ellipse(x, y, 0.8 + random() * largest, 0.8 + random() * largest, 0, 0, Math.PI * 2));
  }
}

/** Fine crossing threads inside the current clip. */
export function weave(pen: Pen, spacing: number, color: string) {
  for (let at = 0; at < SIDE; at += spacing) {
    line(pen, color, spacing * 0.35, () => { pen.moveTo(at, 0); pen.lineTo(at, SIDE); });
    line(pen, color, spacing * 0.35, () => { pen.moveTo(0, at); pen.lineTo(SIDE, at); });
  }
}

/** Draws only inside the path. */
export function inside(pen: Pen, trace: () => void, draw: () => void) {
  pen.save();
  pen.beginPath();
  trace();
  pen.clip();
  draw();
  pen.restore();
}
