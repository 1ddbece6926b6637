/** One colour plane: 8 bits per sample, rows without padding. */
export interface Plane {
  samples: Uint8Array;
  width: number;
  height: number;
}

/** A picture as H.264 wants it: full-size brightness, colour at half the width and height (I420). */
export interface YuvPicture {
  y: Plane;
  u: Plane;
  v: Plane;
}

/** RGBA to I420, BT.709 in the limited ("tv") range, each colour sample the mean of its four pixels. Sides must be even. */
export function rgbaToYuv(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): YuvPicture {
  const halfWidth = width >> 1;
  const halfHeight = height >> 1;
  const y = new Uint8Array(width * height);
  const u = new Uint8Array(halfWidth * halfHeight);
  const v = new Uint8Array(halfWidth * halfHeight);
  for (let row = 0; row < halfHeight; row++) {
    for (let column = 0; column < halfWidth; column++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let corner = 0; corner < 4; corner++) {
        const pixel = (2 * row + (corner >> 1)) * width + 2 * column + (corner & 1);
        const r = rgba[pixel * 4]!;
        const g = rgba[pixel * 4 + 1]!;
        const b = rgba[pixel * 4 + 2]!;
        y[pixel] = (11966 * r + 40254 * g + 4064 * b + (16 << 16) + 32768) >> 16;
        red += r;
        green += g;
        blue += b;
      }
      const at = row * halfWidth + column;
      u[at] = (-6596 * red - 22189 * green + 28784 * blue + (128 << 18) + (1 << 17)) >> 18;
      v[at] = (28784 * red - 26145 * green - 2639 * blue + (128 << 18) + (1 << 17)) >> 18;
    }
  }
  return {
    y: { samples: y, width, height },
    u: { samples: u, width: halfWidth, height: halfHeight },
    v: { samples: v, width: halfWidth, height: halfHeight },
  };
}

/** One I420 frame back to RGBA, for the poster. */
export function yuvToRgba(frame: Uint8Array, width: number, height: number, rgba: Uint8ClampedArray): void {
  const uAt = width * height;
  const vAt = uAt + uAt / 4;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const pixel = row * width + column;
      const colour = (row >> 1) * (width >> 1) + (column >> 1);
      const y = 1.164384 * (frame[pixel]! - 16);
      const u = frame[uAt + colour]! - 128;
      const v = frame[vAt + colour]! - 128;
      rgba[pixel * 4] = y + 1.792741 * v;
      rgba[pixel * 4 + 1] = y - 0.213249 * u - 0.532909 * v;
      rgba[pixel * 4 + 2] = y + 2.112402 * u;
      rgba[pixel * 4 + 3] = 255;
    }
  }
}
