// Group F: the framing of the stream. However it is written, the same turn comes out.
import { expect, test } from "vitest";
import type { ChatFault, Fault, TurnStep } from "#fakes/nemo/scenarios/scenario.ts";
import type { HeartbeatForm } from "#fakes/nemo/settings.ts";
import { RAW, READY, useFaultShop } from "./use-fault-shop.ts";

// A thousand times shorter than the contract's, as the stand-in's clock is in the tests that let time pass.
const faults = useFaultShop({ nemoWaits: { streamBeat: 10, noSubstance: 601 } });
const WORDS = "Fertig: ein Film über „Leinen“ 日本語 🎬.";
const event = (parts: unknown[], more: object = {}) => ({ content: { parts, role: "model" }, invocationId: "e-1", author: "nemo_agent", ...more });
const line = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const textLine = line(event([{ text: WORDS }]));
const doing: TurnStep[] = [{ do: "call" }, { do: "work" }, { do: "result" }];
const turn = (steps: TurnStep[], more: ChatFault = {}): Fault => ({ at: "chat", chat: { steps, ...more } });
const raw = (text: string, times?: number): TurnStep => ({ do: "raw", text, ...(times && { times }) });
const messageOf = (videoId: string) => faults.shop.db.message.findFirstOrThrow({ where: { videoId } });
/** What the client counted in its last turn. */
const counted = (name: string) => Number(new RegExp(`a chat turn is over.* ${name}: (\\d+)`).exec(faults.shop.logLines.join("\n"))?.[1] ?? Number.NaN);

/** The three kinds of turns, each with what is known of it afterwards. */
const kinds: [string, TurnStep[], string][] = [
  ["text", [{ do: "work" }, { do: "say", text: WORDS }], "replied"],
  ["tools and text", [{ do: "say", which: "intro" }, ...doing, { do: "say", text: WORDS }], "replied"],
  ["silent", doing, "silent"],
];
async function sameAsWhole(kind: (typeof kinds)[number], more: ChatFault) {
  const [, steps, outcome] = kind;
  const seen = await faults.make(turn(steps, more));
  expect(seen).toMatchObject({ ...READY, warnings: [] });
  expect(await messageOf(seen.videoId)).toMatchObject({ outcome, reply: outcome === "replied" ? WORDS : null });
}

test.each(kinds)("F1: every byte its own chunk (%s)", (...kind) => sameAsWhole(kind, { chunkBytes: 1 }));
test.each(kinds)("F1: every byte its own chunk, CRLF split as well (%s)", (...kind) => sameAsWhole(kind, { chunkBytes: 1, lineEnd: "\r\n" }));
test.each(kinds)("F2: CRLF (%s)", (...kind) => sameAsWhole(kind, { lineEnd: "\r\n" }));
test.each(kinds)("F2: CR only (%s)", (...kind) => sameAsWhole(kind, { lineEnd: "\r" }));
test("F2: all line ends in one stream", () => sameAsWhole(["mixed", [...doing, raw(": c\r\n\r: d\n\r\n"), raw(textLine.replace("\n\n", "\r\n\r"))], "replied"], {}));

test.each([["without its blank line", "\n"], ["without a line end", ""]])("F4: the last event %s is used when the stream ends cleanly", async (_name, end) => {
  await sameAsWhole(["text", [...doing, raw(textLine.trimEnd() + end)], "replied"], {});
});

test("F5: cut inside the last JSON: half an event is dropped, the state is looked at, nothing is sent again", async () => {
  const seen = await faults.make("cut-in-the-last-event");
  expect(seen).toMatchObject(READY);
  expect(await messageOf(seen.videoId)).toMatchObject({ outcome: null, reply: null });
  expect(await faults.told(seen.videoId)).toMatch(/connection broke; checking whether the video was made. Nothing is charged again/);
});

test("F6: one event over several data lines", () =>
  sameAsWhole(["text", [...doing, raw(`${JSON.stringify(event([{ text: WORDS }]), null, 2).split("\n").map((part) => `data: ${part}`).join("\n")}\n\n`)], "replied"], {}));

test.each<HeartbeatForm>(["empty", "blank", "word", "typed", "event", "event-with-data", "comment", "bare"])("F8: heartbeats in the form %s are life, no text and no junk", async (form) => {
  faults.control.clock.fast(1_000);
  faults.control.set({ heartbeatEveryMs: 15_000, delays: { generate: 120_000 } });
  const seen = await faults.make(turn(doing.concat({ do: "say", text: WORDS }), { heartbeats: [form] }));
  expect(seen).toMatchObject(READY);
  expect(await messageOf(seen.videoId)).toMatchObject({ outcome: "replied", reply: WORDS });
  expect(counted("junk")).toBe(0);
  // An `event:` line alone makes no event and a bare word no field: they count as bytes only.
  if (form !== "bare" && form !== "event") expect(counted("heartbeats")).toBeGreaterThan(1);
});

test("F9: nothing but heartbeats for 601 s: cut, then looked for; the page says that it is checking", async () => {
  faults.control.clock.fast(1_000);
  faults.control.next(turn([{ do: "begin" }, { do: "hold" }], { heartbeats: ["comment", "typed"] }));
  const videoId = await faults.request();
  await faults.shop.drive(videoId, (row) => row.step === "recover");
  expect((await faults.view(videoId)).headline).toBe("Checking whether the video was made. Nothing is charged again.");
  expect(await faults.rest(videoId)).toMatchObject(READY);
  expect(await messageOf(videoId)).toMatchObject({ outcome: null });
});

test("F10: NUL, control characters, lone surrogates, separators, RTL marks and emoji are stored clean", async () => {
  const seen = await faults.make(turn([...doing, { do: "say", text: "a\u0000b\u0007c\ud800d\u2028e\u202ef🎬g\u001b[31m" }]));
  expect(seen).toMatchObject(READY);
  const { reply } = await messageOf(seen.videoId);
  expect(reply).toMatch(/^a.*b.*c.*d.*e.*f🎬g/s);
  expect(reply?.isWellFormed()).toBe(true);
  // oxlint-disable-next-line no-control-regex
  expect(reply).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
});

test("F10: the same in a reply that the merchant reads", async () => {
  const seen = await faults.make(turn([{ do: "wait" }, { do: "say", text: "Which\u0000 one\ud83c, the \u001b[31mred?" }]));
  expect(seen).toMatchObject({ code: "nemo.nothing_made", messages: 1, renders: 0 });
  expect(seen.says).toMatch(/It said: “Which one., the .?\[31mred\?”/);
});

test("F12: 300,000 tiny events and 100,000 comments: bounded memory, few database writes, found by looking", async () => {
  const { deps } = faults.shop;
  const { db } = deps;
  let writes = 0;
  const counting = db.$extends({ query: { video: { updateMany: ({ args, query }) => (writes++, query(args)) } } });
  deps.db = counting as unknown as typeof db;
  const before = process.memoryUsage().rss;
  try {
    const tiny = line(event([{ text: "x" }], { partial: true }));
    const seen = await faults.make(turn([{ do: "begin" }, raw(": tick\n\n", 100_000), raw(tiny, 300_000), { do: "say", text: WORDS }]));
    expect(seen).toMatchObject(READY);
    expect(await messageOf(seen.videoId)).toMatchObject({ outcome: null });
    expect(counted("heartbeats")).toBe(100_000);
    expect(counted("events")).toBeGreaterThan(200_000);
    expect(counted("events")).toBeLessThan(210_000);
  } finally {
    deps.db = db;
  }
  expect(writes).toBeLessThan(100);
  expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
});

test.each(["data: [DONE]", "data: null", "data: 5", "data: []", 'data: "x"', 'data: {"content":{"parts":[{"te'])("F14: the line %s is ignored", async (junk) => {
  await sameAsWhole(["text", [raw(`${junk}\n\n`), ...doing, raw(textLine), raw(`${junk}\n\n`)], "replied"], {});
});

test("F15: id, retry, named events and unknown fields change nothing, and nobody reconnects", async () => {
  await sameAsWhole(["text", [raw("id: 7\nretry: 1\nfoo: bar\n\n"), ...doing, raw(`event: message\nid: 8\n${textLine}`)], "replied"], {});
  expect(faults.requests(/run_sse/)).toHaveLength(1);
});

test("F15: an event named error is an error: exported with a warning when something was made, else a person decides", async () => {
  const bad = raw(`event: error\ndata: {"message":"${RAW}"}\n\n`);
  expect(await faults.make(turn([...doing, bad]))).toMatchObject({ ...READY, warnings: ["nemo.leftover_error"] });
});

test.each<[string, Fault["answer"], object, RegExp]>([
  ["2001 as JSON", { instead: { status: 200, headers: { "content-type": "application/json" }, body: { code: 2001, message: RAW } } }, { code: "nemo.no_credits" }, /credits/],
  ["1001 as JSON", { instead: { status: 200, headers: { "content-type": "application/json" }, body: { code: 1001, message: RAW } } }, { code: "nemo.reconnect", status: "failed", charge: "Nothing was charged." }, /no longer accepts/],
  ["an HTML page", { instead: { status: 200, headers: { "content-type": "text/html" }, body: `<p>${RAW}</p>` } }, { status: "attention", code: "nemo.unknown_end" }, /nothing changed there and no credits were taken|may cost credits again/],
])("F16: %s where a stream was expected is judged as an answer", async (_name, answer, expected, says) => {
  const seen = await faults.make({ at: "chat", ...(answer && { answer }) });
  expect(seen).toMatchObject({ messages: 0, charged: 0, renders: 0, ...expected });
  expect(seen.says).toMatch(says);
  expect(faults.requests(/run_sse/)).toHaveLength(1);
});

test.each([true, false])("F18: a stream that calls itself gzip (really: %s) is never read as text, and the state decides", async (gzip) => {
  const seen = await faults.make(turn([{ do: "begin" }, { do: "say", text: WORDS }], { gzip, headers: { "content-encoding": "gzip" } }));
  expect(seen).toMatchObject(READY);
  expect(await messageOf(seen.videoId)).toMatchObject({ outcome: null, reply: null });
  expect(faults.requests(/run_sse/)[0]?.headers["accept-encoding"]).toBe("identity");
});

test.each<[string, ChatFault, TurnStep]>([
  ["A", { dialect: "A" }, { do: "say", text: WORDS }],
  ["B", { dialect: "B" }, { do: "say", text: WORDS }],
  ["B in snake_case", {}, raw(`data: ${JSON.stringify({ author: "nemo_agent", invocation_id: "e-1", content: { parts: [{ function_call: { id: "1", name: "x", args: {} } }, { text: WORDS }] } })}\n\n`)],
  ["a mixture", {}, raw(`data: {"type":"tool_call","name":"x"}\n\ndata: {"type":"text","content":${JSON.stringify(WORDS)}}\n\n`)],
])("F20: dialect %s gives the same turn", (_name, more, last) => sameAsWhole(["text", [...doing, last], "replied"], more));

test("F21: thoughts are hidden and a reply of 200 KB is cut", async () => {
  const seen = await faults.make(turn([{ do: "think", text: RAW }, ...doing, { do: "say", text: "long ".repeat(40_000) }]));
  expect(seen).toMatchObject(READY);
  const { reply } = await messageOf(seen.videoId);
  expect(reply?.length).toBeLessThanOrEqual(20_000);
  expect(reply).not.toContain(RAW);
});

test("F21: markup in a reply stays plain text and short", async () => {
  const seen = await faults.make(turn([{ do: "wait" }, { do: "say", text: `<script>alert(1)</script> **Which** one? ${"x".repeat(5_000)}` }]));
  expect(seen).toMatchObject({ code: "nemo.nothing_made", messages: 1, renders: 0 });
  expect(seen.says).toContain("<script>alert(1)</script> **Which** one?");
  expect(seen.says.length).toBeLessThan(700);
});
