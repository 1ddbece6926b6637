import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { request } from "undici";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCatalog } from "#fakes/shopify/read-catalog.ts";
import { useFakeShopify, type FakeShopifyInUse } from "./use-fake-shopify.ts";

let dir: string;
let s: FakeShopifyInUse;
let address: string;
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "cdn-"));
  const canvas = createCanvas(400, 200);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#d00000";
  pen.fillRect(200, 0, 200, 200);
  writeFileSync(path.join(dir, "half.png"), await canvas.encode("png"));
  writeFileSync(path.join(dir, "products.csv"), "Handle,Title,Image Src\nhalf,Half,half.png\n");
  s = await useFakeShopify({ catalog: readCatalog(path.join(dir, "products.csv")) });
  const { body } = await s.admin("{ products(first: 1) { nodes { media(first: 1) { nodes { preview { image { url width height } } } } } } }");
  const image = body.data.products.nodes[0].media.nodes[0].preview.image;
  expect([image.width, image.height]).toEqual([400, 200]);
  address = image.url;
});
afterAll(async () => {
  await s.close();
  rmSync(dir, { recursive: true });
});

const get = async (url: string, headers: Record<string, string> = {}, method: "GET" | "HEAD" = "GET") => {
  const answer = await request(url, { dispatcher: s.dispatcher, method, headers });
  return { status: answer.statusCode, headers: answer.headers, bytes: Buffer.from(await answer.body.arrayBuffer()) };
};
const pixel = async (bytes: Buffer, x: number, y: number) => {
  const image = await loadImage(bytes);
  const pen = createCanvas(image.width, image.height).getContext("2d");
  pen.drawImage(image, 0, 0);
  return { size: [image.width, image.height], rgba: [...pen.getImageData(x, y, 1, 1).data] };
};

test("without a wish the file comes as it was uploaded", async () => {
  const { headers, bytes } = await get(address);
  expect(headers["content-type"]).toBe("image/png");
  expect((await pixel(bytes, 10, 10)).rgba[3]).toBe(0);
});

test("a picture is fitted into the asked size, never enlarged, and JPG puts white behind it", async () => {
  const { headers, bytes } = await get(`${address}&width=100&height=100&format=jpg`);
  expect(headers["content-type"]).toBe("image/jpeg");
  const left = await pixel(bytes, 10, 10);
  expect(left.size).toEqual([100, 50]);
  expect(left.rgba.every((part) => part > 250)).toBe(true);
  expect((await pixel(bytes, 90, 10)).rgba[0]).toBeGreaterThan(190);
  expect((await pixel((await get(`${address}&width=9000`)).bytes, 0, 0)).size).toEqual([400, 200]);
  expect((await get(`${address}&width=100&format=webp`)).bytes.toString("latin1", 8, 12)).toBe("WEBP");
});

test("ranges, HEAD, unknown pictures and other methods answer as a CDN does", async () => {
  const part = await get(address, { range: "bytes=0-7" });
  expect([part.status, part.bytes.toString("latin1", 1, 4)]).toEqual([206, "PNG"]);
  expect((await get(address, { range: "bytes=99999999-" })).status).toBe(416);
  const head = await get(address, {}, "HEAD");
  expect([head.status, head.bytes.length, Number(head.headers["content-length"]) > 100]).toEqual([200, 0, true]);
  expect((await get("https://cdn.shopify.com/s/files/1/0042/1001/files/1.png")).status).toBe(404);
  expect((await get("https://cdn.shopify.com/videos/c/vp/none/none.mp4")).status).toBe(404);
});

test("the Inter stylesheet names the family as Shopify does, and its files are there", async () => {
  const { bytes } = await get("https://cdn.shopify.com/static/fonts/inter/v4/styles.css");
  const css = bytes.toString();
  expect(css).toContain("font-family: 'Inter'");
  const file = /url\(\.\/(files\/[^)]+\.woff2)\)/.exec(css)?.[1];
  expect((await get(`https://cdn.shopify.com/static/fonts/inter/v4/${file}`)).headers["content-type"]).toBe("font/woff2");
});
