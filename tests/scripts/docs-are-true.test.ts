// Documents that are written by a program are as the program would write them now; what is deployed has licences that allow it.
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readEnv, describeSettings } from "#app/env.server.ts";
import { isForbidden, listLicences } from "#scripts/list-licences.ts";
import { licencesPage, withSettings } from "#scripts/write-settings-table.ts";

const needed = { SHOPIFY_API_KEY: "k", SHOPIFY_API_SECRET: "s", SHOPIFY_APP_URL: "https://app.example", ENCRYPTION_KEY: "ab".repeat(32), DATABASE_URL: "postgres://x" };

test("docs/deploy.md lists the settings as they are: run npm run docs", () => {
  const text = readFileSync("docs/deploy.md", "utf8");
  expect(withSettings(text)).toBe(text);
});

test("the list says the truth: what it calls needed is needed, its defaults are taken, and every setting says what it is for", () => {
  const settings = describeSettings();
  expect(settings.filter(({ what }) => what.length < 3).map(({ name }) => name)).toEqual([]);
  for (const { name, needed: must } of settings) {
    const without = Object.fromEntries(Object.entries(needed).filter(([key]) => key !== name)) as NodeJS.ProcessEnv;
    if (must) expect(() => readEnv(without)).toThrow(`${name} is not set.`);
  }
  const env = readEnv(needed as unknown as NodeJS.ProcessEnv) as Record<string, unknown>;
  for (const { name, fallback } of settings) if (fallback !== null) expect([name, String(env[name])]).toEqual([name, fallback]);
});

test("docs/licences.md is of this lockfile, and nothing that is deployed is copyleft or without a licence", () => {
  expect(readFileSync("docs/licences.md", "utf8")).toBe(licencesPage());
  expect(listLicences(".").groups.filter(({ licence }) => isForbidden(licence))).toEqual([]);
  for (const licence of ["GPL-3.0", "AGPL-3.0-only", "LGPL-2.1", "SSPL-1.0", "not named", "(GPL-2.0 OR AGPL-3.0)"]) expect([licence, isForbidden(licence)]).toEqual([licence, true]);
  for (const licence of ["MIT", "(MIT OR GPL-3.0)", "Apache-2.0", "MPL-2.0", "ISC"]) expect([licence, isForbidden(licence)]).toEqual([licence, false]);
});

test("every test, command and file that docs/operations.md and docs/privacy.md name is there", () => {
  const scripts = (JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> }).scripts;
  for (const file of ["docs/operations.md", "docs/privacy.md", "docs/deploy.md", "docs/decisions/0008-backup.md"]) {
    const text = readFileSync(file, "utf8");
    expect([...text.matchAll(/`((?:tests|scripts|docs|app)\/[\w./-]+\.\w+)`/g)].map((match) => match[1] ?? "").filter((named) => !existsSync(named))).toEqual([]);
    expect([...text.matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? "").filter((name) => !scripts[name])).toEqual([]);
  }
});
