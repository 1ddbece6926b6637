import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { connect } from "node:tls";
import { Agent } from "undici";
import { expect, onTestFinished, test } from "vitest";
import { uploadToStagedTarget } from "#app/shopify/upload-to-staged-target.server.ts";
import { makeCertificates } from "#fakes/net/make-certificates.ts";

const HOST = "bucket.storage.googleapis.com";

test("a store that reads by fits and starts over TLS gets every byte as it was, though the buffers are used again", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "shelfreel-tls-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const film = randomBytes(9 * 1024 * 1024 + 11);
  const file = path.join(folder, "film.mp4");
  writeFileSync(file, film);
  const { caFile, leafKeyPem, certificateFor } = await makeCertificates(path.join(folder, "ca"));
  const body: Buffer[] = [];
  const server = createServer({ key: leafKeyPem, cert: await certificateFor(HOST) }, (request, response) => {
    request.on("data", (chunk: Buffer) => {
      body.push(chunk);
      if (body.length % 40 !== 0) return;
      request.pause();
      setTimeout(() => request.resume(), 2);
    });
    request.once("end", () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ca = readFileSync(caFile);
  const dispatcher = new Agent({
    connect(_options, callback) {
      const socket = connect({ port, host: "127.0.0.1", servername: HOST, ca }, () => callback(null, socket as never));
      socket.once("error", (error) => callback(error, null));
    },
  });
  onTestFinished(async () => {
    await dispatcher.destroy();
    server.close();
  });
  const target = { url: `https://${HOST}/`, resourceUrl: "", parameters: [{ name: "key", value: "k" }] };
  await uploadToStagedTarget({ target, file, filename: "a.mp4", bytes: film.length }, { dispatcher, stallMs: 10_000 });
  const got = Buffer.concat(body);
  const start = got.indexOf("video/mp4\r\n\r\n") + "video/mp4\r\n\r\n".length;
  const sent = got.subarray(start, start + film.length);
  expect(createHash("sha256").update(sent).digest("hex")).toBe(createHash("sha256").update(film).digest("hex"));
  expect(got.subarray(start + film.length).toString("latin1")).toMatch(/^\r\n------shelfreel[0-9a-f]{32}--\r\n$/);
});
