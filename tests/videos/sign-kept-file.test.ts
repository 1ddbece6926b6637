import { expect, test } from "vitest";
import { createSecretBox } from "#app/lib/seal-secret.server.ts";
import { isKeptFileLink, signKeptFile } from "#app/videos/sign-kept-file.server.ts";

const secrets = createSecretBox("ab".repeat(32));
const at = (iso: string) => ({ now: () => new Date(iso), sleep: async () => {} });
const id = "0198e2a0-0000-7000-8000-000000000001";
const parts = (link: string) => {
  const query = new URL(link, "https://x").searchParams;
  return { videoId: id, expires: query.get("expires") ?? "", signature: query.get("signature") ?? "" };
};

test("a link opens its own video until it ends", () => {
  const link = parts(signKeptFile(secrets, at("2026-11-21T10:00:00Z"), id));
  expect(isKeptFileLink(secrets, at("2026-11-21T15:59:00Z"), link)).toBe(true);
  expect(isKeptFileLink(secrets, at("2026-11-21T18:00:00Z"), link)).toBe(false);
});

test("a link does not open another video, and a changed end or signature opens nothing", () => {
  const now = at("2026-11-21T10:00:00Z");
  const link = parts(signKeptFile(secrets, now, id));
  expect(isKeptFileLink(secrets, now, { ...link, videoId: id.replace(/1$/, "2") })).toBe(false);
  expect(isKeptFileLink(secrets, now, { ...link, expires: String(Number(link.expires) + 1) })).toBe(false);
  expect(isKeptFileLink(secrets, now, { ...link, signature: "" })).toBe(false);
  expect(isKeptFileLink(createSecretBox("cd".repeat(32)), now, link)).toBe(false);
});

test("a page that looks again within the hour gets the same link", () => {
  expect(signKeptFile(secrets, at("2026-11-21T10:01:00Z"), id)).toBe(signKeptFile(secrets, at("2026-11-21T10:59:00Z"), id));
});
