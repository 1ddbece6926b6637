// `npm run demo` as a person meets it: what cannot be is said in one sentence, a video ends on the product, a second start is
// quick, and nothing is left running, whether it is ended or killed.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { freePort } from "#prisma/embedded-postgres-host.ts";

let dir: string;
let port: number;
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "shelfreel-demo-"));
  port = await freePort();
  if (port > 64_000) port = 42_310;
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const state = () => path.join(dir, "state");
const args = (...more: string[]) => ["scripts/run-demo.ts", "--state", state(), "--port", String(port), ...more];
const refusal = (...more: string[]) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, args(...more), { encoding: "utf8", timeout: 60_000 });
  return { status, says: stderr.trim(), out: stdout };
};
/** Every process that has the demo's folder in its command line or environment. */
function left(): string[] {
  return readdirSync("/proc").filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid).flatMap((pid) => {
    try {
      const text = `${readFileSync(`/proc/${pid}/cmdline`, "utf8")}\0${readFileSync(`/proc/${pid}/environ`, "utf8")}`;
      return text.includes(state()) ? [readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")] : [];
    } catch {
      return []; // it ended while we looked
    }
  });
}
const noneLeft = () => vi.waitFor(() => expect(left()).toEqual([]), { timeout: 15_000, interval: 100 });

test("what cannot be is said in one sentence, with an exit code that is not 0", async () => {
  expect(refusal("--speed", "slow")).toMatchObject({ status: 1, says: '--speed is real or fast, not "slow".' });
  expect(refusal("--flavour", "x")).toMatchObject({ status: 1, says: expect.stringMatching(/^Unknown option '--flavour'/) });
  expect(refusal("--catalog", path.join(dir, "none.csv"))).toMatchObject({ status: 1, says: expect.stringMatching(/none\.csv/) });
  writeFileSync(path.join(dir, "broken.csv"), 'Handle,Title\nmug,"A mug');
  expect(refusal("--catalog", path.join(dir, "broken.csv"))).toMatchObject({ status: 1, says: expect.stringMatching(/broken\.csv/) });
  writeFileSync(path.join(dir, "no-picture.csv"), "Handle,Title,Image Src,Image Position,Status,Variant Price,Body (HTML),Vendor,Type\nmug,A mug,images/gone.jpg,1,active,3.00,,,\n");
  expect(refusal("--catalog", path.join(dir, "no-picture.csv"))).toMatchObject({ status: 1, says: expect.stringMatching(/gone\.jpg/) });
  expect(refusal("--product", "unicorn")).toMatchObject({ status: 1, says: expect.stringMatching(/^There is no product “unicorn” in the catalogue\. It has: stoneware-mug, /) });
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  expect(refusal()).toMatchObject({ status: 1, says: `Port ${port} is in use, perhaps by another demo. End that one, or choose other ports with --port N.` });
  await new Promise((resolve) => server.close(resolve));
  for (const { says } of [refusal("--product", "unicorn")]) expect(says.split("\n")).toHaveLength(1);
});

test("--once makes one video, shows the media before and after, names the file and leaves nothing running", async () => {
  const done = spawnSync(process.execPath, args("--once"), { encoding: "utf8", timeout: 120_000 });
  expect([done.status, done.stderr]).toEqual([0, ""]);
  expect(done.stdout).toMatch(/Ready after \d+\.\d s\. Open the stand-in admin in your browser: {2}http:\/\/localhost:\d+\//);
  expect(done.stdout).toMatch(/Media before:\n(?: {2}\d\. IMAGE.*\n){4}/);
  expect(done.stdout).toMatch(/NemoVideo makes the video[\s\S]*On the product after [\d.]+ s[\s\S]*5\. VIDEO {2}READY/);
  expect(done.stdout).toMatch(/The MP4: .*\.mp4 \(1080×1080, 20\.0 s, [\d.]+ MB\)/);
  await noneLeft();
}, 180_000);

/** A demo that goes on running; ended with the test, however that ends. */
async function startDemo() {
  const demo = spawn(process.execPath, args(), { stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  for (const stream of [demo.stdout, demo.stderr]) stream.on("data", (chunk: Buffer) => (out += chunk.toString()));
  const ended = new Promise<void>((resolve) => demo.once("exit", () => resolve()));
  await vi.waitFor(() => expect(out).toMatch(/Everything keeps running/), { timeout: 60_000, interval: 100 }).catch((error: unknown) => {
    demo.kill("SIGKILL");
    throw error;
  });
  const end = async (signal: NodeJS.Signals) => {
    demo.kill(signal);
    await ended;
  };
  return { out, end, [Symbol.asyncDispose]: () => end("SIGKILL") };
}

// 5 s on a machine that does nothing else; here others run beside it.
const SECOND_START_S = 12;

test("a second start finds what is there and is quickly ready; Ctrl-C ends everything", async () => {
  await using demo = await startDemo();
  expect(Number(/Ready after ([\d.]+) s/.exec(demo.out)?.[1])).toBeLessThanOrEqual(SECOND_START_S);
  expect(demo.out).toMatch(/have their videos already/);
  const answer = await fetch(/http:\/\/localhost:\d+\/\S+/.exec(demo.out)?.[0] ?? "");
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining("<iframe")]);
  await demo.end("SIGINT");
  await noneLeft();
}, 120_000);

test("killed with no chance to clean up, it still leaves nothing running", async () => {
  await using demo = await startDemo();
  expect(left().length).toBeGreaterThan(2);
  await demo.end("SIGKILL");
  await noneLeft();
}, 120_000);
