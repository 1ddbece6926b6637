import { readFileSync } from "node:fs";
import type axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const engine = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

/** What axe finds serious or critical in the app's frame of an admin page, as lines that say where. WCAG 2.2 A and AA, and best practices. */
export async function findBarriers(page: Page): Promise<string[]> {
  const frame = page.frames().find((other) => other.parentFrame() !== null && /\/app/.test(new URL(other.url() || "about:blank").pathname));
  if (!frame) throw new Error("the app's frame is not there");
  // What fades in is judged when it has come.
  await frame.evaluate(() => Promise.allSettled(document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity).map((animation) => animation.finished)));
  await frame.evaluate(engine);
  const found = await frame.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ["violations"] });
    return violations.map(({ id, impact, help, nodes }) => ({ id, impact, help, where: nodes.map((node) => `${node.target.join(" ")} ${node.failureSummary?.split("\n")[1]?.trim() ?? ""}`) }));
  });
  return found.filter(({ impact }) => impact === "serious" || impact === "critical").flatMap(({ id, impact, help, where }) => where.map((place) => `${impact} ${id}: ${help}: ${place}`));
}

/** Fails with the barriers that a page has, each on a line of its own. */
export async function expectNoBarriers(page: Page, name: string): Promise<void> {
  expect(await findBarriers(page), `barriers on ${name}`).toEqual([]);
}
