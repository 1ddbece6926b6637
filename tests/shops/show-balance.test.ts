import { expect, test } from "vitest";
import { createShowBalance } from "#app/shops/show-balance.server.ts";
import type { NemoAccount } from "#app/nemo/nemo-client.ts";

const account: NemoAccount = { kind: "own", nemoToken: "x", skillSource: "s" };
const never = () => new Promise<never>(() => {});
function open(readCredits: () => Promise<{ available: number; frozen: number; total: number }>, found: NemoAccount | null = account) {
  let now = 0;
  let asked = 0;
  const show = createShowBalance({
    nemo: { readCredits: () => (asked++, readCredits()) }, findAccount: async () => found, log: { info: () => {} },
    clock: { now: () => new Date(now), sleep: async () => {} },
  });
  return { show, asked: () => asked, pass: (ms: number) => (now += ms) };
}
const good = async () => ({ available: 40, frozen: 10, total: 50 });

test("a page that looks again soon does not ask NemoVideo again", async () => {
  const { show, asked, pass } = open(good);
  expect(await show("a.myshopify.com", "s")).toEqual({ available: 40, frozen: 10 });
  expect(await show("a.myshopify.com", "s")).toEqual({ available: 40, frozen: 10 });
  expect(asked()).toBe(1);
  pass(20_000);
  await show("a.myshopify.com", "s");
  await show("b.myshopify.com", "s");
  expect(asked()).toBe(3);
});

test("without an account nothing is asked, so that looking at a page uses up no free token", async () => {
  const { show, asked } = open(good, null);
  expect(await show("a.myshopify.com", "s")).toBeNull();
  expect(asked()).toBe(0);
});

test("a NemoVideo that does not answer holds a page for three seconds at most", async () => {
  const { show } = open(never);
  const began = performance.now();
  expect(await show("a.myshopify.com", "s")).toBeNull();
  expect(performance.now() - began).toBeLessThan(4_500);
});

test("after another account was connected, the balance of the last one is not shown any more", async () => {
  let found = account;
  const show = createShowBalance({
    nemo: { readCredits: async ({ nemoToken }) => ({ available: nemoToken === "x" ? 40 : 900, frozen: 0, total: null }) },
    findAccount: async () => found, log: { info: () => {} }, clock: { now: () => new Date(0), sleep: async () => {} },
  });
  expect(await show("a.myshopify.com", "s")).toMatchObject({ available: 40 });
  found = { ...account, nemoToken: "y" };
  expect(await show("a.myshopify.com", "s")).toMatchObject({ available: 900 });
});
