// One transfer of the app in a process of its own, so that its memory can be seen. Arguments: upload|download, port, file, bytes. Prints JSON.
import { rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import { Agent } from "undici";
import { fetchToFile } from "#app/nemo/fetch-to-file.server.ts";
import { scaleNemoWaits } from "#app/nemo/nemo-waits.ts";
import { uploadToStagedTarget } from "#app/shopify/upload-to-staged-target.server.ts";

const [direction = "", port = "", file = "", bytes = ""] = process.argv.slice(2);
// Shopify's storage is https; the floor beside it is plain, so the connection leads to the same plain socket.
const plain = new Agent({
  connect: (_options, done) => {
    const socket = net.connect(Number(port), "127.0.0.1");
    socket.once("connect", () => done(null, socket));
    socket.once("error", (error) => done(error, null));
  },
});

async function transfer(path: string, size: number): Promise<void> {
  if (direction === "upload") {
    const target = { url: "https://shopify-video-production-core-originals.storage.googleapis.com", resourceUrl: "", parameters: [{ name: "key", value: "c/o/v/1.mp4" }, { name: "policy", value: "p" }] };
    return uploadToStagedTarget({ target, file: path, filename: "bench.mp4", bytes: size }, { dispatcher: plain, stallMs: 60_000 });
  }
  const fetched = await fetchToFile({ dispatcher: plain, url: new URL(`http://127.0.0.1:${port}/film`), headers: {}, file: path, waits: scaleNemoWaits(1), signal: new AbortController().signal });
  if (fetched.kind !== "file") throw new Error(`no file but ${fetched.kind}`);
}

// What a running process has loaded and opened anyway.
if (direction === "upload") {
  writeFileSync(`${file}.small`, Buffer.alloc(1_000_000));
  await transfer(`${file}.small`, 1_000_000);
  rmSync(`${file}.small`);
}
const began = performance.now();
const idle = process.memoryUsage.rss();
let peak = idle;
const look = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5);
await transfer(file, Number(bytes));
const seconds = (performance.now() - began) / 1000;
clearInterval(look);
peak = Math.max(peak, process.memoryUsage.rss());
process.stdout.write(`${JSON.stringify({ seconds, idle, peak })}\n`);
await plain.close();
