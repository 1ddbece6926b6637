// One large file straight from the disk: whole, correctly framed, and never held in memory.
import { createHash } from "node:crypto";
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import busboy from "busboy";
import { afterAll, beforeAll, expect, test } from "vitest";
import { account, canary, json, makeClient, serveHttp } from "./serve-raw.ts";

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), "upload-file-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test("400 MB arrive whole at a service that takes them as multipart, at constant memory", async () => {
  const file = path.join(dir, "long.mp4");
  const bytes = 400 * 1024 * 1024;
  const handle = await open(file, "w");
  const block = Buffer.alloc(1024 * 1024, "shelfreel");
  for (let at = 0; at < bytes; at += block.length) {
    block.writeUInt32LE(at / block.length, 0);
    await handle.write(block);
  }
  await handle.close();
  const whole = createHash("sha256");
  for await (const chunk of createReadStream(file)) whole.update(chunk as Buffer);

  const seen: { name: string; filename: string; mime: string; bytes: number; sha256: string; announced: string | undefined; token: string | undefined }[] = [];
  const server = http.createServer((request, response) => {
    const parser = busboy({ headers: { ...request.headers, "content-type": request.headers["content-type"] ?? "" } });
    parser.on("file", (name, content, info) => {
      const hash = createHash("sha256");
      let got = 0;
      content.on("data", (chunk: Buffer) => {
        got += chunk.length;
        hash.update(chunk);
      });
      content.on("end", () => seen.push({ name, filename: info.filename ?? "", mime: info.mimeType, bytes: got, sha256: hash.digest("hex"), announced: request.headers["content-length"], token: request.headers.authorization }));
    });
    parser.on("close", () => json(response, { code: 0, data: { files: [] } }));
    request.pipe(parser);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { client } = makeClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  try {
    await client.uploadFile(account, { nemoSessionId: "s1", file: { filename: "long.mp4", path: file, bytes } });
  } finally {
    clearInterval(watch);
    server.closeAllConnections();
    server.close();
  }
  expect(seen).toEqual([{ name: "files", filename: "long.mp4", mime: "video/mp4", bytes, sha256: whole.digest("hex"), announced: expect.any(String), token: `Bearer ${canary}` }]);
  expect(most - before).toBeLessThan(150 * 1024 * 1024);
});

test("a refusal comes as its error, and a file that is gone is no silent success", async () => {
  await using server = await serveHttp((_request, response) => json(response, { code: 4002, message: "File too large" }));
  const { client } = makeClient(server.url);
  const file = path.join(dir, "small.mp4");
  writeFileSync(file, "0123456789");
  await expect(client.uploadFile(account, { nemoSessionId: "s1", file: { filename: "small.mp4", path: file, bytes: 10 } })).rejects.toMatchObject({ code: "nemo.file_too_large" });
  await expect(client.uploadFile(account, { nemoSessionId: "s1", file: { filename: "small.xyz", path: file, bytes: 10 } })).rejects.toMatchObject({ code: "nemo.file_type" });
  await expect(client.uploadFile(account, { nemoSessionId: "s1", file: { filename: "gone.mp4", path: path.join(dir, "gone.mp4"), bytes: 10 } })).rejects.toMatchObject({ code: "nemo.unreachable" });
});
