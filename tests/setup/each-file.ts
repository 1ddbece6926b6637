// In every test file: a console.error that was not announced fails the test, and so does a connection to anywhere but this
// computer, and a process left behind.
import { readdirSync, readFileSync } from "node:fs";
import { format } from "node:util";
import "#app/words/words.server.ts"; // texts in English, as for a request that names no language
import { afterAll, afterEach, beforeEach, expect, vi } from "vitest";
import { outside, watchConnections } from "./watch-connections.ts";

watchConnections();
const said: string[] = [];
beforeEach(() => {
  said.length = 0;
  outside.length = 0;
  vi.spyOn(console, "error").mockImplementation((...parts: unknown[]) => {
    said.push(format(...parts));
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(said, "console.error was called").toEqual([]);
  expect(outside, "connections to the outside").toEqual([]);
});

afterAll(async () => {
  if (process.platform !== "linux") return;
  await vi.waitFor(() => expect(children(), "processes left behind").toEqual([]), { timeout: 5_000, interval: 50 });
});

/** Command lines of this process's own children, without the test runner's and the compiler's helpers. */
function children(): string[] {
  const own: string[] = [];
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const parent = / (\d+) \d+ \d+ \d+ -?\d+ \d+ /.exec(readFileSync(`/proc/${entry}/stat`, "utf8").replace(/^.*\) \S/, ""));
      if (Number(parent?.[1]) !== process.pid) continue;
      const command = readFileSync(`/proc/${entry}/cmdline`, "utf8").replaceAll("\0", " ").trim();
      if (command && !/esbuild|vitest/.test(command)) own.push(command);
    } catch {
      // it ended while we looked
    }
  }
  return own;
}
