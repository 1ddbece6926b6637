import { describe, expect, test } from "vitest";
import { createTurnReader, TurnLimit, turnCaps } from "#app/nemo/read-turn.ts";
import { adkEdit, brokenError, errorLine, modelError, typedReply, typedSilent } from "./recorded-streams.ts";

/** Reads a stream given as text (or bytes) in the given chunks. */
function read(stream: string | Uint8Array, o: { size?: number; cut?: string | null } = {}) {
  const bytes = typeof stream === "string" ? Buffer.from(stream) : stream;
  const reader = createTurnReader(() => undefined);
  for (let at = 0; at < bytes.length; at += o.size ?? bytes.length) reader.push(bytes.subarray(at, at + (o.size ?? bytes.length)));
  return { outcome: reader.finish(o.cut ?? null), counts: reader.counts, texts: reader.texts };
}
const text = (said: string) => `data: ${JSON.stringify({ type: "text", content: said })}\n\n`;

const streams: Record<string, { stream: string; outcome: object }> = {
  "an edit in the ADK's dialect": { stream: adkEdit, outcome: { kind: "replied", reply: "Title added — “日本語” 🎬." } },
  "a silent edit with every kind of heartbeat": { stream: typedSilent, outcome: { kind: "silent" } },
  "a typed reply in pieces": { stream: typedReply, outcome: { kind: "replied", reply: "Your video is ready." } },
  "an error written without escaping": { stream: brokenError, outcome: { kind: "failed_turn", reason: "error event" } },
  "a model error": { stream: modelError, outcome: { kind: "failed_turn", reason: "UNKNOWN_ERROR" } },
  "an error line": { stream: errorLine, outcome: { kind: "failed_turn", reason: "error event" } },
  "both dialects in one stream": { stream: typedSilent + adkEdit, outcome: { kind: "replied", reply: "Title added — “日本語” 🎬." } },
};

describe.each(Object.entries(streams))("%s", (_name, { stream, outcome }) => {
  test("means the same however it is chunked and whatever ends its lines", () => {
    const forms = [stream, stream.replaceAll("\n", "\r\n"), stream.replaceAll("\n", "\r"), `\ufeff${stream}`, stream.replace(/\n+$/, ""), stream.replace(/\n$/, "")];
    const whole = read(stream);
    expect(whole.outcome).toEqual(outcome);
    for (const form of forms) {
      for (const size of [1, 2, 3, 7, 1000]) {
        const again = read(form, { size });
        expect({ ...again, counts: { ...again.counts } }, `${JSON.stringify(form.slice(0, 20))} in chunks of ${size}`).toEqual(whole);
      }
    }
  });
});

test("line ends may be mixed in one stream", () => {
  expect(read('data: {"type":"text",\r\ndata: "content":"joined"}\r\r\ndata: {"type":"tool_call","name":"x"}\n\r').outcome).toEqual({ kind: "replied", reply: "joined" });
});

test("an event spread over several data lines is joined", () => {
  const pretty = JSON.stringify({ type: "text", content: "pretty" }, null, 2).split("\n").map((line) => `data: ${line}\n`).join("");
  expect(read(`${pretty}\n`).outcome).toEqual({ kind: "replied", reply: "pretty" });
});

test("two events whose blank line was lost are both read", () => {
  expect(read(`${text("one").trimEnd()}\n${text("two")}`).texts).toEqual(["one", "two"]);
});

test("junk does not fail a turn and is counted", () => {
  const junk = ["[DONE]", "null", "5", "[]", '"x"', '{"type":"text","content":"half', "<html>"].map((data) => `data: ${data}\n\n`).join("");
  const { outcome, counts } = read(`id: 7\nretry: 1\nevent: message\nwhatever: x\n\n${junk}${text("fine")}`);
  expect(outcome).toEqual({ kind: "replied", reply: "fine" });
  expect(counts.junk).toBe(6);
});

test("what follows an unescaped error is not believed", () => {
  const { outcome, texts } = read(brokenError);
  expect(outcome.kind).toBe("failed_turn");
  expect(texts).toEqual([]);
});

test("an event named error is an error, with or without JSON", () => {
  for (const data of ["boom", '{"message":"boom"}', ""]) expect(read(`event: error\ndata: ${data}\n\n`).outcome).toEqual({ kind: "failed_turn", reason: "error event" });
});

test("a cut stream is cut, and half an event is dropped", () => {
  const { outcome, texts } = read(`${text("before")}data: {"type":"text","content":"hal`, { cut: "reset" });
  expect(outcome).toEqual({ kind: "cut", reason: "reset" });
  expect(texts).toEqual(["before"]);
});

test("an envelope inside the stream that says the credits are gone ends as no_credits, even when cut", () => {
  for (const data of ['{"code":2001,"message":"x"}', '{"code":"2001"}', '{"type":"error","message":"Insufficient credits"}', '{"error":{"code":2001}}', '{"errorCode":"X","errorMessage":"积分不足"}']) {
    expect(read(`${text("working")}data: ${data}\n\n`, { cut: "reset" }).outcome, data).toEqual({ kind: "no_credits" });
  }
});

test("the words insufficient credits in a reply are only a reply", () => {
  expect(read(text("You have insufficient credits.")).outcome.kind).toBe("replied");
});

test("thoughts, echoes of the user and empty texts are no reply", () => {
  const events = [
    { content: { parts: [{ text: "secret plan", thought: true }] }, author: "nemo_agent" },
    { content: { parts: [{ text: "Make a video" }], role: "user" }, author: "user" },
    { content: { parts: [] }, author: "nemo_agent" },
    { content: { parts: [{ text: "" }] }, author: "nemo_agent" },
    { type: "thinking_chunk", content: "hm" },
  ];
  expect(read(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("")).outcome).toEqual({ kind: "empty" });
});

test("a whole text replaces its pieces, and pieces without a whole are kept", () => {
  const piece = (said: string) => ({ content: { parts: [{ text: said }] }, partial: true, author: "a", invocationId: "1" });
  const events = [piece("Hel"), piece("lo"), { content: { parts: [{ text: "Hello" }] }, author: "a", invocation_id: "1" }, piece("Good"), { content: { parts: [{ function_call: { id: "1", name: "edit" } }] }, author: "a" }, piece("bye")];
  expect(read(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("")).texts).toEqual(["Hello", "Good", "bye"]);
});

test("trailing noise is ignored after good work, and fails a turn when it is all there is", () => {
  const noise = "I encountered a temporary issue. Please try again.";
  const result = 'data: {"type":"tool_call","name":"x"}\n\ndata: {"type":"tool_result","name":"x"}\n\n';
  expect(read(text("Done.") + text(noise)).outcome).toEqual({ kind: "replied", reply: "Done." });
  expect(read(result + text(noise)).outcome).toEqual({ kind: "silent" });
  expect(read(text("Done.") + `data: {"type":"error","message":"${noise}"}\n\n`).outcome).toEqual({ kind: "replied", reply: "Done." });
  expect(read(text(noise)).outcome).toEqual({ kind: "failed_turn", reason: "temporary issue" });
  expect(read(`data: {"errorCode":"UNAVAILABLE","errorMessage":"${noise}"}\n\n`).outcome).toEqual({ kind: "failed_turn", reason: "UNAVAILABLE" });
});

describe("a question", () => {
  const args = { title: "Style", questions: [{ id: "q1", prompt: "Which ratio?", options: [{ id: "a", label: "16:9" }, { id: "b", label: "1:1" }], allow_multiple: true }] };
  const asked = { kind: "question", title: "Style", questions: [{ id: "q1", prompt: "Which ratio?", options: [{ id: "a", label: "16:9" }, { id: "b", label: "1:1" }], allowMultiple: true }] };
  const asEvent = `data: ${JSON.stringify({ type: "ask_question", ...args })}\n\n`;
  const asCall = `data: ${JSON.stringify({ content: { parts: [{ text: "One thing:" }, { functionCall: { id: "7", name: "ask_question", args } }] }, author: "a" })}\n\n`;

  test("is read in both dialects", () => {
    expect(read(asEvent).outcome).toEqual(asked);
    expect(read(asCall).outcome).toEqual(asked);
  });
  test("is over once a result or another call follows", () => {
    expect(read(`${asCall}data: {"type":"tool_result","name":"ask_question"}\n\n`).outcome.kind).toBe("replied");
    expect(read(`${asEvent}data: {"type":"tool_call","name":"edit"}\n\n`).outcome.kind).toBe("silent");
  });
  test("survives odd shapes", () => {
    const odd = { questions: [{ prompt: "" }, { id: "d", options: [] }, { id: "d", options: Array.from({ length: 80 }, (_, i) => `option ${i}`) }, null, 5] };
    const outcome = read(`data: ${JSON.stringify({ type: "ask_question", ...odd })}\n\n`).outcome;
    if (outcome.kind !== "question") throw new Error(outcome.kind);
    expect(outcome.questions.map((question) => question.options.length)).toEqual([0, 0, 50, 0, 0]);
    expect(outcome.questions[2]?.options[1]).toEqual({ id: "2", label: "option 1" });
    for (const args of [null, [], "x", 5]) expect(read(`data: ${JSON.stringify({ content: { parts: [{ functionCall: { name: "ask_question", args } }] } })}\n\n`).outcome.kind).toBe("question");
  });
});

test("a reply is cleaned and cut", () => {
  const said = `\u0000Hi\ud800\u202e\u2028 <script>alert(1)</script>\r\n🎬${"x".repeat(200_000)}`;
  const outcome = read(text(said)).outcome;
  if (outcome.kind !== "replied") throw new Error(outcome.kind);
  expect(outcome.reply.isWellFormed()).toBe(true);
  expect(outcome.reply.startsWith("Hi\ufffd <script>alert(1)</script>\n🎬x")).toBe(true);
  expect(outcome.reply.length).toBeLessThanOrEqual(20_000);
});

test("hostile JSON changes no prototype and throws nothing", () => {
  const events = ['{"__proto__":{"polluted":1},"type":"text","content":"a"}', '{"type":"__proto__"}', '{"type":"constructor"}', '{"content":{"parts":[null,5,"x",{"text":5},{"functionCall":null},{"functionResponse":[]}]}}', '{"content":{"parts":{}}}', '{"error":null,"code":0}', '{"type":5}', "[".repeat(50_000)];
  const { outcome, counts } = read(events.map((data) => `data: ${data}\n\n`).join(""));
  expect(outcome).toEqual({ kind: "replied", reply: "a" });
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
  expect(Object.entries(counts.unknown)).toEqual([["5", 1], ["__proto__", 1], ["constructor", 1], ["untyped", 1]]);
});

describe("the caps", () => {
  test("cut a stream of too many events", () => {
    const reader = createTurnReader(() => undefined, { ...turnCaps, events: 10 });
    expect(() => reader.push(Buffer.from(text("x").repeat(11)))).toThrow(TurnLimit);
  });
  test("cut an event that is too long, although it never ends", () => {
    const reader = createTurnReader(() => undefined, { ...turnCaps, eventChars: 1000 });
    reader.push(Buffer.from("data: "));
    expect(() => {
      for (let i = 0; i < 100; i++) reader.push(Buffer.from("x".repeat(100)));
    }).toThrow(/more than 1000 characters/);
  });
  test("cut an event of endless lines before it fills the memory", () => {
    const reader = createTurnReader(() => undefined);
    const lines = Buffer.from("data: x\n".repeat(8_192));
    expect(() => {
      for (let i = 0; i < 200; i++) reader.push(lines);
    }).toThrow(/a million lines/);
  });
  test("let a hundred thousand comments pass", () => {
    const reader = createTurnReader(() => undefined);
    for (let i = 0; i < 100; i++) reader.push(Buffer.from(": x\n\n".repeat(1_000)));
    expect(reader.finish(null)).toEqual({ kind: "empty" });
    expect(reader.counts.heartbeats).toBe(100_000);
  });
  test("cut a stream that is too long", () => {
    const reader = createTurnReader(() => undefined, { ...turnCaps, streamBytes: 1000 });
    expect(() => reader.push(Buffer.alloc(1001, ":"))).toThrow(TurnLimit);
  });
  test("bound the memory for tiny pieces and many sources", () => {
    const reader = createTurnReader(() => undefined);
    for (let i = 0; i < 100_000; i++) reader.push(Buffer.from(`data: {"type":"chunk","content":"xxxxxxxxxx","author":"a${i % 500}"}\n\n`));
    reader.finish(null);
    expect(reader.texts.length).toBeLessThanOrEqual(50);
    expect(Math.max(...reader.texts.map((one) => one.length))).toBeLessThanOrEqual(20_000);
  });
});

test("signs for the timers: comments and heartbeats are heartbeats, texts and tools are substance", () => {
  const signs: string[] = [];
  const reader = createTurnReader((sign) => signs.push(sign));
  reader.push(Buffer.from(`: ping\n\ndata:\n\n${text("a")}data: {"type":"status"}\n\ndata: {"type":"tool_end"}\n\ndata: {"type":"thinking_start"}\n\n`));
  expect(signs).toEqual(["heartbeat", "heartbeat", "substance", "none", "substance", "none"]);
});
