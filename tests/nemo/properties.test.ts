// What must hold for everything that can come over the wire, not only for the cases somebody thought of.
import fc from "fast-check";
import { expect, test } from "vitest";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { createTurnReader, TurnLimit, turnCaps } from "#app/nemo/read-turn.ts";
import { AnswerFromMemory } from "./answer-from-memory.ts";
import { fineAnswers } from "./fine-answers.ts";
import * as recorded from "./recorded-streams.ts";
import { makeClient } from "./serve-raw.ts";

/** Everything that a reader makes of a stream that comes in these chunks. */
function read(chunks: Uint8Array[], cut: string | null = null) {
  const signs: string[] = [];
  const turn = createTurnReader((sign) => signs.push(sign));
  for (const chunk of chunks) turn.push(chunk);
  return { outcome: turn.finish(cut), counts: turn.counts, texts: turn.texts, events: turn.seen.events, signs };
}

const lineEnds = fc.constantFrom("\n", "\r\n", "\r");
const streams = Object.values(recorded);
/** One or several recorded streams after each other, perhaps with a BOM. */
const stream = fc.tuple(fc.array(fc.constantFrom(...streams), { minLength: 1, maxLength: 4 }), lineEnds, fc.boolean()).map(([parts, end, bom]) => Buffer.from((bom ? "\ufeff" : "") + parts.join("").replaceAll("\n", end)));

test("any cutting of any recorded stream into chunks gives the same events", () => {
  fc.assert(
    fc.property(stream, fc.array(fc.nat(), { maxLength: 60 }), fc.boolean(), (bytes, places, isCut) => {
      const cuts = [0, ...places.map((place) => place % bytes.length), bytes.length].sort((a, b) => a - b);
      const chunks = cuts.slice(1).map((end, i) => bytes.subarray(cuts[i], end));
      const why = isCut ? "cut" : null;
      expect(read(chunks, why)).toEqual(read([bytes], why));
    }),
    { numRuns: 1_000 },
  );
});

test("any cutting inside a character, an end of a line or a field gives the same events: every single place", () => {
  for (const text of streams) for (const end of ["\n", "\r\n", "\r"]) {
    const bytes = Buffer.from(text.replaceAll("\n", end));
    const whole = read([bytes]);
    for (let at = 1; at < bytes.length; at++) expect(read([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(whole);
  }
});

type Mutation = { holder: number[]; key: number; value: unknown; how: "set" | "delete" | "add" };
const odd = fc.constantFrom<unknown>(null, true, false, 0, -1, 1e308, "", "0", "1001", "\u0000", "\ud800", "x".repeat(3_000), [], [[]], {}, [null], "__proto__", "constructor");
const mutation: fc.Arbitrary<Mutation> = fc.record({
  holder: fc.array(fc.nat(7), { maxLength: 4 }), key: fc.nat(20), value: fc.oneof(odd, fc.jsonValue({ maxDepth: 3 })), how: fc.constantFrom("set", "set", "delete", "add"),
});
/** What may happen to the text itself. */
const damage: fc.Arbitrary<(text: string) => string> = fc.oneof(
  { weight: 6, arbitrary: fc.constant((text: string) => text) },
  fc.nat().map((at) => (text: string) => text.slice(0, at % text.length)),
  fc.constant((text: string) => text + text),
  fc.tuple(fc.nat(), fc.constantFrom("{", "}", '"', "\\", ",", "\u0000", "<", "\ufeff")).map(([at, wedge]) => (text: string) => `${text.slice(0, at % text.length)}${wedge}${text.slice(at % text.length)}`),
  fc.constant((text: string) => `{"__proto__":${text},"code":0}`),
  fc.constant((text: string) => `<html>${text}`),
  fc.constant((text: string) => "[".repeat(20_000) + text),
);

function mutate(answer: unknown, mutations: Mutation[]): string {
  const copy = structuredClone(answer) as Record<string, unknown>;
  for (const { holder, key, value, how } of mutations) {
    let at = copy;
    for (const step of holder) {
      const inner = Object.values(at).filter((one) => typeof one === "object" && one !== null);
      if (inner.length > 0) at = inner[step % inner.length] as Record<string, unknown>;
    }
    const keys = how === "add" ? ["code", "success", "data", "extra"] : Object.keys(at);
    const name = keys[key % Math.max(1, keys.length)] ?? "extra";
    if (how === "delete") delete at[name];
    else at[name] = structuredClone(value);
  }
  return JSON.stringify(copy);
}

test("10,000 mutated answers of every endpoint give a value or a named error, never anything else", async () => {
  let answer = { status: 200, body: Buffer.alloc(0) };
  const { client, log } = makeClient("http://127.0.0.1:1", {
    dispatcher: new AnswerFromMemory(() => answer),
    clock: { now: () => new Date(), sleep: (ms, signal) => (ms >= 10 ? new Promise<void>((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason))) : Promise.resolve()) },
    waits: { ...makeClient("http://127.0.0.1:1").waits, readRetries: [], createRetry: 1, tokenRetry: 1, busyMin: 1, busyMax: 1 },
  });
  const unhandled: unknown[] = [];
  const note = (error: unknown) => void unhandled.push(error);
  process.on("unhandledRejection", note);
  const ends = new Map<string, number>();
  const status = fc.constantFrom(200, 200, 200, 200, 200, 200, 201, 204, 301, 400, 401, 402, 403, 404, 409, 413, 418, 422, 429, 500, 502, 503);
  await fc.assert(
    fc.asyncProperty(fc.nat(fineAnswers.length - 1), fc.array(mutation, { maxLength: 3 }), damage, status, async (which, mutations, broken, code) => {
      const [, fine, call] = fineAnswers[which] as (typeof fineAnswers)[number];
      answer = { status: code, body: Buffer.from(broken(mutate(fine, mutations))) };
      const end = await call(client).then(() => "value", (error: unknown) => (error instanceof ExpectedError ? error.code : Promise.reject(error as Error)));
      ends.set(end, (ends.get(end) ?? 0) + 1);
      log.lines.length = 0;
    }),
    { numRuns: 10_000 },
  );
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
  expect(({} as Record<string, unknown>)["a"]).toBeUndefined();
  // The answers were neither all taken nor all refused.
  expect(ends.size).toBeGreaterThan(8);
  expect(ends.get("value")).toBeGreaterThan(1_000);
}, 60_000);

/** Pieces of which hostile streams are made. */
const fragment = fc.oneof(
  fc.constantFrom("data: ", "data:", "event: error\n", "event: heartbeat\n", ": c\n", "\n", "\r", "\r\n\r\n", "id: 1\n", "retry: 1\n", "\ufeff", '{"', '\\"', "[[[[", "}}]]"),
  fc.constantFrom('data: {"content":{"parts":[{"text":"x"}]},"partial":true}\n\n', 'data: {"type":"chunk","content":"x","author":"', 'data: {"error": "a"b"}\n\n', 'data: {"type":"ask_question","questions":[{}]}\n\n'),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.integer({ min: 1_000, max: 60_000 }).map((length) => "x".repeat(length)),
);

test("64 MiB of hostile bytes are read or cut in bounded memory", () => {
  const bounds = { growth: 0 };
  fc.assert(
    fc.property(fc.array(fragment, { minLength: 1, maxLength: 30 }), fc.nat(500), (fragments, salt) => {
      const block = Buffer.from(fragments.join(""));
      if (block.length === 0) return;
      const chunk = Buffer.concat(Array.from({ length: Math.ceil(65_536 / block.length) }, () => block)).subarray(0, 65_536 - salt);
      globalThis.gc?.();
      const before = process.memoryUsage().rss;
      const turn = createTurnReader(() => undefined);
      let cut: string | null = null;
      try {
        for (let sent = 0; sent < 64 * 1024 * 1024; sent += chunk.length) {
          turn.push(chunk);
          bounds.growth = Math.max(bounds.growth, process.memoryUsage().rss - before);
        }
      } catch (error) {
        if (!(error instanceof TurnLimit)) throw error;
        cut = error.message;
      }
      const outcome = turn.finish(cut);
      expect(outcome.kind).toBeTypeOf("string");
      expect(turn.seen.bytes).toBeLessThanOrEqual(turnCaps.streamBytes + chunk.length);
      expect(JSON.stringify(outcome).length + JSON.stringify(turn.texts).length).toBeLessThan(8 * 1024 * 1024);
    }),
    { numRuns: 8 },
  );
  expect(bounds.growth).toBeLessThan(600 * 1024 * 1024);
}, 120_000);
