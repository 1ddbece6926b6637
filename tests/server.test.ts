import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

/** Settings of an app that could start; the database is never reached in these tests. */
const complete = {
  PATH: process.env.PATH ?? "", NODE_ENV: "production", DATABASE_URL: "postgresql://nobody@127.0.0.1:9/none", SHOPIFY_API_KEY: "key", SHOPIFY_API_SECRET: "secret-canary",
  SHOPIFY_APP_URL: "https://app.example", ENCRYPTION_KEY: "ab".repeat(32), LOG_LEVEL: "silent",
};
const start = (change: Record<string, string>) => {
  const { status, stderr } = spawnSync(process.execPath, ["server.ts"], { env: { ...complete, ...change } as NodeJS.ProcessEnv, encoding: "utf8", timeout: 30_000 });
  return { status, stderr };
};

test("a wrong setting ends the start with one sentence per setting, no stack and no value", () => {
  const { status, stderr } = start({ SHOPIFY_API_KEY: "", ENCRYPTION_KEY: "zz-canary", DATABASE_URL: "mysql://canary" });
  expect(status).toBe(1);
  expect(stderr).toContain("SHOPIFY_API_KEY is not set.");
  expect(stderr).toContain("ENCRYPTION_KEY: must be 64 hexadecimal digits");
  expect(stderr).toContain("DATABASE_URL: must be a postgresql:// URL");
  expect(stderr).not.toMatch(/canary|\n\s+at /);
});

test("a port that is none ends the start with one sentence", () => {
  for (const port of ["abc", "70000", "-1"]) expect(start({ PORT: port })).toEqual({ status: 1, stderr: "PORT must be a number from 0 to 65535.\n" });
});
