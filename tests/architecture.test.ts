// The import guards of .oxlintrc.json bite: each planted violation is found, and the tree itself has none.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
let dir: string;
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), "guards-"));
  cpSync(path.join(root, ".oxlintrc.json"), path.join(dir, ".oxlintrc.json"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function lint(cwd: string, ...files: string[]): { status: number | null; out: string } {
  const { status, stdout } = spawnSync(process.execPath, [path.join(root, "node_modules/oxlint/bin/oxlint"), "-c", ".oxlintrc.json", "--deny-warnings", ...files], { cwd, encoding: "utf8" });
  return { status, out: stdout };
}

const violations: [file: string, code: string][] = [
  ["app/lib/a.ts", 'import "#app/videos/x.ts";'],
  ["app/lib/b.ts", 'import "#app/db.server.ts";'],
  ["app/nemo/a.ts", 'import "#app/shopify/x.ts";'],
  ["app/nemo/b.ts", 'import "../videos/x.ts";'],
  ["app/files/a.ts", 'import "#app/videos/x.ts";'],
  ["app/shopify/a.ts", 'import type { X } from "#app/nemo/x.ts"; export type Y = X;'],
  ["app/jobs/a.ts", 'import "#app/videos/x.ts";'],
  ["app/videos/a.ts", 'import "#app/routes/x.tsx";'],
  ["app/videos/b.ts", 'import "#app/services.server.ts";'],
  ["app/videos/c.ts", 'export const x = process.env.HOME;'],
  ["app/videos/d.ts", 'export const x = () => import("#fakes/nemo/x.ts");'],
  ["app/shops/a.ts", 'import "#app/env.server.ts";'],
  ["app/components/a.tsx", 'import "#app/videos/x.server.ts";'],
  ["app/components/b.tsx", 'import "#app/nemo/x.ts";'],
  ["app/routes/a.tsx", 'import "#app/nemo/x.ts";'],
  ["app/routes/b.tsx", 'import "#app/videos/x.server.ts";'],
  ["app/routes/c.tsx", 'import "#app/db.server.ts";'],
  ["fakes/nemo/a.ts", 'import "#app/nemo/x.ts";'],
  ["extensions/one/src/a.tsx", 'import "#app/lib/x.ts";'],
];

test.each(violations)("%s must not say %s", (file, code) => {
  const full = path.join(dir, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, `${code}\n`);
  const { status, out } = lint(dir, file);
  expect(out).toMatch(/no-restricted-imports|no-process-env/);
  expect(status).not.toBe(0);
  rmSync(full);
});

test("what is allowed raises no alarm", () => {
  const allowed: [string, string][] = [
    ["app/videos/ok.ts", 'import "#app/nemo/x.ts";\nimport "#app/shopify/x.ts";\nimport "./y.ts";'],
    ["app/routes/ok.tsx", 'import "#app/services.server.ts";\nimport "#app/videos/video-view.ts";'],
    ["app/nemo/ok.ts", 'import "#app/lib/x.ts";'],
  ];
  for (const [file, code] of allowed) {
    mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
    writeFileSync(path.join(dir, file), `${code}\n`);
  }
  expect(lint(dir, ...allowed.map(([file]) => file))).toMatchObject({ status: 0 });
});

test("the tree itself keeps to the guards", () => {
  const { status, out } = lint(root, ".");
  expect(out.split("\n").filter((line) => /:\d+:\d+|×/.test(line)).slice(0, 20)).toEqual([]);
  expect(status).toBe(0);
});
