import { createCanvas, loadImage, type Canvas, type Image, type SKRSContext2D } from "@napi-rs/canvas";
import { rgbaToYuv, type YuvPicture } from "./convert-to-yuv.ts";
import { inspectPicture } from "./inspect-picture.ts";

/** Where the camera looks: centre as a share of the picture (0..1), zoom 1 = all of it. */
export interface View {
  x: number;
  y: number;
  zoom: number;
}

/** One picture, enlarged once to the film's shape, and the camera's way over it. */
export interface Slide {
  picture: YuvPicture;
  from: View;
  to: View;
}

/** How far the camera goes in; the picture is prepared this much larger than the film, so it never shows soft pixels. */
export const CAMERA_ZOOM = 1.2;

const WHOLE: View = { x: 0.5, y: 0.5, zoom: 1 };

/**
 * Decodes one picture and lays it on white in the film's shape.
 * @throws Error when the bytes are not a whole JPEG, PNG, WebP or GIF.
 */
export async function prepareSlide(bytes: Uint8Array, index: number, width: number, height: number): Promise<Slide> {
  const facts = inspectPicture(bytes);
  if (!facts) throw new Error(`picture ${index + 1} is not a JPEG, PNG, WebP or GIF`);
  // The decoder would draw half a JPEG without a word.
  if (!facts.complete) throw new Error(`picture ${index + 1} is a ${facts.kind} that ends too early`);
  const image = await loadImage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).catch((error: unknown) => {
    throw new Error(`picture ${index + 1} cannot be decoded: ${error instanceof Error ? error.message : String(error)}`);
  });
  return slideFromCanvas(layOut(image, toEven(width * CAMERA_ZOOM), toEven(height * CAMERA_ZOOM)), index);
}

/** A slide from something already drawn at the enlarged size. */
export function slideFromCanvas(canvas: Canvas, index: number): Slide {
  const rgba = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const near = closeView(index);
  const inwards = index % 2 === 0;
  return {
    picture: rgbaToYuv(rgba, canvas.width, canvas.height),
    from: inwards ? WHOLE : near,
    to: inwards ? near : WHOLE,
  };
}

/** The next even number of px. */
export function toEven(n: number): number {
  return Math.ceil(n / 2) * 2;
}

function layOut(image: Image, width: number, height: number): Canvas {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  const shape = image.width / image.height;
  const wanted = width / height;
  const cutAway = 1 - Math.min(shape, wanted) / Math.max(shape, wanted);
  const cover = Math.max(width / image.width, height / image.height);
  if (cutAway < 0.2) {
    drawCentred(context, image, width, height, cover);
    return canvas;
  }
  // A very different shape: the whole product stands before its own blurred, darkened enlargement.
  context.drawImage(blurredBackdrop(image, width, height), 0, 0, width, height);
  const contain = Math.min(width / image.width, height / image.height);
  drawCentred(context, image, width, height, contain * 0.88);
  return canvas;
}

function blurredBackdrop(image: Image, width: number, height: number): Canvas {
  const small = createCanvas(Math.max(8, width >> 5), Math.max(8, height >> 5));
  const context = small.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.fillStyle = "#fff";
  context.fillRect(0, 0, small.width, small.height);
  drawCentred(context, image, small.width, small.height, Math.max(small.width / image.width, small.height / image.height));
  context.fillStyle = "rgba(0,0,0,.3)";
  context.fillRect(0, 0, small.width, small.height);
  return small;
}

function drawCentred(context: SKRSContext2D, image: Image, width: number, height: number, scale: number): void {
  const w = image.width * scale;
  const h = image.height * scale;
  context.drawImage(image, (width - w) / 2, (height - h) / 2, w, h);
}

/** The close end of the camera's way: the middle, then the four corners in turn. */
function closeView(index: number): View {
  const margin = 0.5 / CAMERA_ZOOM;
  const corners: [number, number][] = [
    [0.5, 0.5],
    [1 - margin, margin],
    [margin, 1 - margin],
    [margin, margin],
    [1 - margin, 1 - margin],
  ];
  const [x, y] = corners[index % corners.length]!;
  return { x: 0.5 + (x - 0.5) * 0.7, y: 0.5 + (y - 0.5) * 0.7, zoom: CAMERA_ZOOM };
}
