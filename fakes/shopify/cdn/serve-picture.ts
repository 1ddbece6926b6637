import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { createCanvas, loadImage, type Canvas } from "@napi-rs/canvas";
import { serveFile } from "#fakes/net/serve-file.ts";
import type { ShopWorld } from "#fakes/shopify/shop-world.ts";

const MAX_PX = 5760;
const QUALITY = 85;
const TYPES = { jpg: "image/jpeg", png: "image/png", webp: "image/webp" } as const;
type Format = keyof typeof TYPES;

/** Serves a picture as Shopify's CDN does: fitted into ?width= and ?height= without enlarging, turned into ?format= (transparent becomes white in JPG). */
export async function servePicture(world: ShopWorld, req: IncomingMessage, res: ServerResponse, file: string, query: URLSearchParams): Promise<void> {
  const pixels = (name: string) => {
    const value = Number(query.get(name));
    return Number.isInteger(value) && value > 0 ? Math.min(value, MAX_PX) : MAX_PX;
  };
  const own = formatOf(path.extname(file));
  const format = formatOf(query.get("format") ?? "") ?? own ?? "jpg";
  const headers = { "content-type": TYPES[format], "cache-control": "public, max-age=31536000" };
  const asItIs = format === own && !query.has("width") && !query.has("height");
  if (asItIs) return serveFile(req, res, file, headers);
  const name = createHash("sha256").update([file, pixels("width"), pixels("height"), format].join("\n")).digest("hex").slice(0, 32);
  const made = path.join(world.picturesDir, `${name}.${format}`);
  if (!existsSync(made)) await makePicture(file, made, pixels("width"), pixels("height"), format);
  serveFile(req, res, made, headers);
}

function formatOf(text: string): Format | null {
  const name = text.replace(".", "").toLowerCase().replace("jpeg", "jpg");
  return name in TYPES ? (name as Format) : null;
}

async function makePicture(file: string, to: string, maxWidth: number, maxHeight: number, format: Format) {
  const picture = await loadImage(readFileSync(file));
  const scale = Math.min(1, maxWidth / picture.width, maxHeight / picture.height);
  const canvas = createCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
  const pen = canvas.getContext("2d");
  if (format === "jpg") {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
  }
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const bytes = await encode(canvas, format);
  const aside = `${to}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  writeFileSync(aside, bytes);
  renameSync(aside, to);
}

function encode(canvas: Canvas, format: Format): Promise<Buffer> {
  if (format === "png") return canvas.encode("png");
  return format === "webp" ? canvas.encode("webp", QUALITY) : canvas.encode("jpeg", QUALITY);
}
