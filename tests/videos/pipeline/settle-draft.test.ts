import { expect, test } from "vitest";
import { documentedWaits } from "#app/videos/pipeline/pipeline-waits.ts";
import { pauseBeforeNextSight, settleDraft } from "#app/videos/pipeline/settle-draft.server.ts";
import type { StepContext } from "#app/videos/pipeline/step-context.ts";

/** NemoVideo's timeline over time, and a clock that only the step's own pauses move. Gives when which fingerprint was seen, until the step went on. */
async function watch(changesAtMs: number[], o: { answerMs?: number } = {}) {
  const looks: { atMs: number; fingerprint: string }[] = [];
  let nowMs = 1_000_000;
  const began = nowMs;
  let stepNotes: unknown = {};
  for (;;) {
    const context = {
      video: { id: "v", stepNotes, warnings: [], nemoSession: { nemoSessionId: "s" } },
      deps: { waits: documentedWaits, clock: { now: () => new Date(nowMs) } },
      signal: new AbortController().signal,
      callNemo: (call: (account: unknown) => unknown) => call({}),
      nemo: { readState: async () => {
        nowMs += o.answerMs ?? 0;
        const fingerprint = `stage ${changesAtMs.filter((at) => began + at <= nowMs).length}`;
        looks.push({ atMs: nowMs - began, fingerprint });
        return { fingerprint };
      } },
    } as unknown as StepContext;
    const result = await settleDraft(context);
    if (result.move !== "again") return { looks, result, tookMs: nowMs - began };
    stepNotes = result.data?.stepNotes;
    nowMs += result.afterMs;
  }
}

test("a timeline that rests from the start is settled after thirty seconds, and not sooner", async () => {
  const { looks, tookMs, result } = await watch([]);
  expect(result).toEqual({ move: "next" });
  expect(tookMs).toBe(30_000);
  // as many as protocol §7.10 speaks of
  expect(looks.length).toBeLessThanOrEqual(5);
});

test("the thirty seconds begin at the first look that saw the last stage", async () => {
  const { looks, tookMs } = await watch([12_000]);
  const first = looks.find(({ fingerprint }) => fingerprint === "stage 1");
  expect(first?.atMs).toBe(15_000);
  expect(tookMs).toBe(45_000);
});

test("two equal answers with another between them do not count as rest", async () => {
  const { tookMs } = await watch([8_000, 26_000]);
  expect(tookMs).toBe(60_000);
});

test("the answers that are compared were asked for thirty seconds apart, however slow they are", async () => {
  const { looks } = await watch([], { answerMs: 4_000 });
  expect((looks.at(-1)?.atMs ?? 0) - 4_000 - (looks[0]?.atMs ?? 0)).toBeGreaterThanOrEqual(30_000);
});

test("one that never rests is taken as it is after five times thirty seconds, with a warning", async () => {
  const { tookMs, result } = await watch(Array.from({ length: 400 }, (_, n) => n * 1_000));
  expect(tookMs).toBe(150_000);
  expect(result).toMatchObject({ move: "next", data: { warnings: [{ code: "nemo.still_changing" }] } });
});

test("looks lie seven and a half seconds apart at least, but for the last one that completes the rest", () => {
  expect(pauseBeforeNextSight(documentedWaits, 25_000)).toBe(7_500);
  expect(pauseBeforeNextSight(documentedWaits, 6_000)).toBe(6_000);
  expect(pauseBeforeNextSight(documentedWaits, 400)).toBe(400);
});
