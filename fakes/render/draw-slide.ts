import type { Slide } from "./prepare-slide.ts";
import { samplePlane, type SampleScratch, type SampleWindow } from "./sample-plane.ts";

/** Draws the slide as the camera sees it at `progress` (0..1 of its time on screen) into one I420 frame. */
export function drawSlide(
  slide: Slide,
  progress: number,
  width: number,
  height: number,
  frame: Uint8Array,
  scratch: SampleScratch,
): void {
  const eased = progress * progress * (3 - 2 * progress);
  const between = (a: number, b: number): number => a + (b - a) * eased;
  const { picture, from, to } = slide;
  const zoom = between(from.zoom, to.zoom);
  const half = 0.5 / zoom;
  const inside = (n: number): number => Math.min(1 - half, Math.max(half, n));
  const luma: SampleWindow = {
    x: (inside(between(from.x, to.x)) - half) * picture.y.width,
    y: (inside(between(from.y, to.y)) - half) * picture.y.height,
    step: picture.y.width / (width * zoom),
  };
  const colour: SampleWindow = { x: luma.x / 2, y: luma.y / 2, step: luma.step };
  const pixels = width * height;
  samplePlane(picture.y, frame, 0, width, height, luma, scratch);
  samplePlane(picture.u, frame, pixels, width / 2, height / 2, colour, scratch);
  samplePlane(picture.v, frame, pixels + pixels / 4, width / 2, height / 2, colour, scratch);
}

/** Mixes `over` into `frame`: `share` 0..256 of it. */
export function crossFade(frame: Uint8Array, over: Uint8Array, share: number): void {
  for (let i = 0; i < frame.length; i++) {
    const under = frame[i]!;
    frame[i] = under + (((over[i]! - under) * share) >> 8);
  }
}
