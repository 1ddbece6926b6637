import { expect, test } from "vitest";
import { createSecretBox } from "#app/lib/seal-secret.server.ts";

const key = "ab".repeat(32);

test("a sealed secret opens again and does not show what it holds", () => {
  const box = createSecretBox(key);
  const sealed = box.seal("nmv_usr_canary");
  expect(sealed).not.toContain("canary");
  expect(box.open(sealed)).toBe("nmv_usr_canary");
  expect(box.seal("nmv_usr_canary")).not.toBe(sealed);
});

test("a secret sealed with another key, or changed, does not open", () => {
  const sealed = createSecretBox(key).seal("x");
  expect(() => createSecretBox("cd".repeat(32)).open(sealed)).toThrow(/sealed with key/);
  const changed = `${sealed.slice(0, -2)}${sealed.endsWith("A") ? "BB" : "AA"}`;
  expect(() => createSecretBox(key).open(changed)).toThrow();
});
