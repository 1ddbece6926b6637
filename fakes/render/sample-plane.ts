import type { Plane } from "./convert-to-yuv.ts";

/** Which part of the source is read: its first sample and the source samples per target sample. */
export interface SampleWindow {
  x: number;
  y: number;
  step: number;
}

/** Working memory for one film; rows of up to 4096 samples. */
export interface SampleScratch {
  columns: Int32Array;
  weights: Int32Array;
  upper: Uint16Array;
  lower: Uint16Array;
}

/** Fresh working memory. */
export function createSampleScratch(): SampleScratch {
  return { columns: new Int32Array(4096), weights: new Int32Array(4096), upper: new Uint16Array(4096), lower: new Uint16Array(4096) };
}

/**
 * Fills `width` x `height` samples of `target` from `offset` on with a bilinear view of the source, in 1/256 sample
 * steps: a slow pan then moves smoothly instead of by whole pixels. Each source row is stretched once.
 */
export function samplePlane(
  source: Plane,
  target: Uint8Array,
  offset: number,
  width: number,
  height: number,
  window: SampleWindow,
  scratch: SampleScratch,
): void {
  const { samples, width: sourceWidth, height: sourceHeight } = source;
  const { columns, weights } = scratch;
  let { upper, lower } = scratch;
  const lastX = (sourceWidth - 1) * 256 - 1;
  const lastY = (sourceHeight - 1) * 256 - 1;
  for (let x = 0; x < width; x++) {
    const fixed = clamp(Math.round((window.x + (x + 0.5) * window.step - 0.5) * 256), lastX);
    columns[x] = fixed >> 8;
    weights[x] = fixed & 255;
  }
  let upperRow = -1;
  let lowerRow = -1;
  for (let y = 0; y < height; y++) {
    const fixed = clamp(Math.round((window.y + (y + 0.5) * window.step - 0.5) * 256), lastY);
    const row = fixed >> 8;
    if (upperRow !== row) {
      if (lowerRow === row) {
        [upper, lower] = [lower, upper];
        lowerRow = upperRow;
      } else {
        stretchRow(samples.subarray(row * sourceWidth, (row + 1) * sourceWidth), upper, width, columns, weights);
      }
      upperRow = row;
    }
    if (lowerRow !== row + 1) {
      stretchRow(samples.subarray((row + 1) * sourceWidth, (row + 2) * sourceWidth), lower, width, columns, weights);
      lowerRow = row + 1;
    }
    mixRows(upper, lower, fixed & 255, target.subarray(offset, offset + width));
    offset += width;
  }
}

function clamp(value: number, last: number): number {
  return value < 0 ? 0 : value > last ? last : value;
}

function stretchRow(row: Uint8Array, out: Uint16Array, width: number, columns: Int32Array, weights: Int32Array): void {
  for (let x = 0; x < width; x++) {
    const at = columns[x]!;
    const left = row[at]!;
    out[x] = (left << 8) + (row[at + 1]! - left) * weights[x]!;
  }
}

function mixRows(upper: Uint16Array, lower: Uint16Array, weight: number, out: Uint8Array): void {
  for (let x = 0; x < out.length; x++) {
    const a = upper[x]!;
    out[x] = ((a << 8) + (lower[x]! - a) * weight + 32768) >> 16;
  }
}
