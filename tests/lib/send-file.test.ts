import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openLocalFiles } from "#app/files/local-files.server.ts";
import { sendFile } from "#app/lib/send-file.server.ts";

const bytes = Buffer.alloc(1_000_000, 0).map((_, i) => i % 251);
let dir: string;
let file: string;
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), "send-file-"));
  file = path.join(dir, "video.mp4");
  writeFileSync(file, bytes);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const ask = async (headers: Record<string, string> = {}, more: { method?: string; signal?: AbortSignal; writable?: () => Promise<void> } = {}) => {
  const { writable, ...init } = more;
  const opened = await openLocalFiles(dir).open("video.mp4");
  if (!opened) throw new Error("no file");
  return sendFile({ request: new Request("https://app.example/media/1", { headers, ...init }), file: opened, contentType: "video/mp4", maxAgeSeconds: 60, ...(writable && { writable }) });
};
const bodyOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const openHandles = () => readdirSync("/proc/self/fd").filter((fd) => {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`) === file;
  } catch {
    return false; // the handle of the listing itself
  }
});
const onLinux = process.platform === "linux";

test("without a Range the whole file comes, to be kept by this browser only", async () => {
  const response = await ask();
  expect([response.status, response.headers.get("Content-Length"), response.headers.get("Accept-Ranges"), response.headers.get("Cache-Control")]).toEqual([200, "1000000", "bytes", "private, max-age=60"]);
  expect((await bodyOf(response)).equals(bytes)).toBe(true);
});

test("a Range gives exactly those bytes, across the size of one read", async () => {
  const response = await ask({ Range: "bytes=100-700000" });
  expect([response.status, response.headers.get("Content-Range"), response.headers.get("Content-Length")]).toEqual([206, "bytes 100-700000/1000000", "699901"]);
  expect((await bodyOf(response)).equals(bytes.subarray(100, 700_001))).toBe(true);
});

test("a Range past the end is refused with the size", async () => {
  const response = await ask({ Range: "bytes=1000000-" });
  expect([response.status, response.headers.get("Content-Range")]).toEqual([416, "bytes */1000000"]);
});

test("a known ETag needs no bytes; If-Range with an old one gives the whole file", async () => {
  const etag = (await ask({}, { method: "HEAD" })).headers.get("ETag") ?? "";
  expect((await ask({ "If-None-Match": `"other", ${etag}` })).status).toBe(304);
  expect((await ask({ Range: "bytes=0-9", "If-Range": etag }, { method: "HEAD" })).status).toBe(206);
  expect((await ask({ Range: "bytes=0-9", "If-Range": '"old"' }, { method: "HEAD" })).status).toBe(200);
});

test("HEAD answers with the length and no body", async () => {
  const response = await ask({}, { method: "HEAD" });
  expect([response.status, response.headers.get("Content-Length"), response.body]).toEqual([200, "1000000", null]);
});

test.runIf(onLinux)("the file is closed when all is read, when the body is dropped, and when nothing was sent", async () => {
  await bodyOf(await ask());
  await (await ask()).body?.cancel();
  await ask({}, { method: "HEAD" });
  await ask({ Range: "bytes=1000000-" });
  await vi.waitFor(() => expect(openHandles()).toEqual([]));
});

test("when the browser goes away the stream ends instead of reading on", async () => {
  const gone = new AbortController();
  const reader = (await ask({}, { signal: gone.signal })).body?.getReader();
  await reader?.read();
  gone.abort();
  let rest = 0;
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) rest += chunk.value.length;
  expect(rest).toBeLessThan(bytes.length / 2);
  if (onLinux) await vi.waitFor(() => expect(openHandles()).toEqual([]));
});

test("nothing is read ahead of a connection that takes nothing", async () => {
  let release = () => {};
  let asked = 0;
  const response = await ask({}, {
    writable: () => {
      asked += 1;
      return asked === 1 ? Promise.resolve() : new Promise<void>((resolve) => (release = resolve));
    },
  });
  const reader = response.body?.getReader();
  const first = await reader?.read();
  expect(first?.value?.length).toBeLessThan(bytes.length);
  await vi.waitFor(() => expect(asked).toBe(2));
  const next = reader?.read();
  expect(await Promise.race([next, Promise.resolve("waits")])).toBe("waits");
  release();
  expect((await next)?.done).toBe(false);
  await reader?.cancel();
});
