import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";
// @ts-expect-error plain JavaScript, because it runs before anything is installed
import { installProblem, nodeProblem } from "#scripts/prepare.mjs";

test.each([
  [{ version: "18.20.0", platform: "linux", arch: "x64" }, "Shelfreel needs Node 20 or newer to install itself, and this is Node 18.20.0."],
  [{ version: "20.20.2", platform: "linux", arch: "x64" }, null],
  [{ version: "20.20.2", platform: "darwin", arch: "arm64" }, "On darwin-arm64 Shelfreel needs Node 22.19 or newer, and this is Node 20.20.2."],
  [{ version: "22.18.0", platform: "win32", arch: "x64" }, "On win32-x64 Shelfreel needs Node 22.19 or newer, and this is Node 22.18.0."],
  [{ version: "22.19.0", platform: "darwin", arch: "x64" }, null],
  [{ version: "26.0.0", platform: "linux", arch: "arm64" }, null],
])("what Node %j is told", (host, sentence) => {
  expect(nodeProblem(host)).toBe(sentence);
});

test("what npm failed of is one sentence, and the unforeseen is shown as it is", () => {
  expect(installProblem("npm error code ENOSPC", "/x")).toMatch(/no space left on this disk/);
  expect(installProblem("npm error code EAI_AGAIN", "/x")).toMatch(/registry cannot be reached/);
  expect(installProblem("npm error code EACCES", "/x")).toMatch(/cannot be written to \(\/x\)/);
  expect(installProblem("npm error code E404", "/x")).toBeNull();
});

test("a Chromium that is not there is said, with how to get one, and the tests fail instead of skipping", () => {
  const { status, stderr } = spawnSync(process.execPath, [path.resolve("scripts/find-chromium.ts")], { encoding: "utf8", env: { PATH: process.env.PATH, CHROMIUM: "/nowhere/chromium" } as unknown as NodeJS.ProcessEnv });
  expect([status, stderr.trim()]).toEqual([1, "CHROMIUM names /nowhere/chromium, and there is no such file."]);
});
