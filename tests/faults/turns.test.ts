// Group C: what the turn says. The state decides, never a second message.
import { expect, test } from "vitest";
import type { ChatFault, Fault, TurnStep } from "#fakes/nemo/scenarios/scenario.ts";
import { RAW, READY, useFaultShop } from "./use-fault-shop.ts";

const faults = useFaultShop();
const turn = (steps: TurnStep[], more: ChatFault = {}): Fault => ({ at: "chat", chat: { steps, ...more } });
const nothingMade = { code: "nemo.nothing_made", status: "attention", messages: 1, renders: 0 };
const goodWork: TurnStep[] = [{ do: "say", which: "intro" }, { do: "call" }, { do: "work" }, { do: "result" }];

test("C1: a silent edit whose state changed at once or later is found by looking", async () => {
  expect(await faults.make("silent")).toMatchObject(READY);
});

test("C1: a silent turn whose work ends after the stream is found by the later looks", async () => {
  // The work stands still until the first look has found nothing.
  faults.control.clock.manual();
  faults.control.next(turn([{ do: "call" }, { do: "begin" }, { do: "result" }]));
  const videoId = await faults.request();
  await faults.shop.drive(videoId, (row) => row.step === "recover" && row.looks > 0);
  faults.control.clock.fast(Infinity);
  const seen = await faults.rest(videoId);
  expect(seen).toMatchObject(READY);
  expect(await faults.told(seen.videoId)).toMatch(/nothing new yet/);
});

test("C2: a silent turn without a change is looked at five times, then the merchant decides", async () => {
  const seen = await faults.make("silent-and-nothing");
  expect(seen).toMatchObject({ ...nothingMade, can: { retry: true } });
  expect(seen.says).toMatch(/made no video.*(charge|charged)/s);
  expect(await faults.told(seen.videoId)).toMatch(/Look 4 of 5/);
});

test("C3: an empty stream is judged by the state: changed", async () => {
  expect(await faults.make("empty")).toMatchObject(READY);
});

test("C3: an empty stream is judged by the state: unchanged", async () => {
  expect(await faults.make(turn([], { heartbeats: [] }))).toMatchObject(nothingMade);
});

test("C4: words without a draft are shown to the merchant; nothing is exported and nothing sent again", async () => {
  const seen = await faults.make("text-only");
  expect(seen).toMatchObject(nothingMade);
  expect(seen.says).toMatch(/Sure! What product is it\?/);
  expect(seen.says).toMatch(/may charge/);
});

test("C5: an excuse after good work is ignored", async () => {
  const seen = await faults.make("trailing-excuse");
  expect(seen).toMatchObject({ ...READY, warnings: [] });
});

test("C6: only an excuse, as a text: the state is looked at, then it could not be made", async () => {
  const seen = await faults.make("failed-turn");
  expect(seen).toMatchObject(nothingMade);
  expect(faults.requests(/\/latest$/).length).toBeGreaterThanOrEqual(6);
});

test("C6: only an excuse, as an errorCode event: the same, without the server's words", async () => {
  const seen = await faults.make(turn([{ do: "wait" }, { do: "error", form: "event", message: `I encountered a temporary issue ${RAW}` }]));
  expect(seen).toMatchObject(nothingMade);
});

test.each<[string, unknown]>([
  ["no options", [{ id: "a", prompt: "Which one?", options: [] }]],
  ["50 options", [{ id: "a", prompt: "Which one?", options: Array.from({ length: 50 }, (_, i) => ({ id: String(i), label: `Option ${i}` })) }]],
  ["an empty prompt", [{ id: "a", prompt: "", options: [{ id: "1", label: "One" }] }]],
  ["the same ids twice", [{ id: "a", prompt: "First?", options: [] }, { id: "a", prompt: "Second?", options: [{ id: "1", label: "One" }, { id: "1", label: "Two" }] }]],
])("C8: a question with %s is shown, not answered by itself", async (_name, questions) => {
  const seen = await faults.make(turn([{ do: "wait" }, { do: "ask", title: "Before I start", questions: questions as never }]));
  expect(seen).toMatchObject({ code: "nemo.question", messages: 1, charged: 0, renders: 0 });
  expect(seen.says).toMatch(/NemoVideo asks: /);
  expect(seen.says.length).toBeLessThan(800);
});

test("C9: a balance of 40 stops before the message", async () => {
  const seen = await faults.make("balance-low");
  expect(seen).toMatchObject({ status: "failed", code: "nemo.no_credits", messages: 0, charged: 0, renders: 0, charge: "Nothing was charged." });
  expect(seen.says).toMatch(/40 credits.*nothing was charged/i);
});

test("C11: credits gone, as words only: the state decides and the merchant reads of credits", async () => {
  const seen = await faults.make(turn([{ do: "wait" }, { do: "say", text: "Sorry, you have insufficient credits for this." }]));
  expect(seen).toMatchObject(nothingMade);
  expect(seen.says).toMatch(/insufficient credits/);
});

test("C13: an error after the work: exported, with a warning", async () => {
  const seen = await faults.make("error-after-work");
  expect(seen).toMatchObject({ ...READY, warnings: ["nemo.leftover_error"] });
  expect(seen.warned).toMatch(/look closely/);
});

test("C15: a draft that never rests is exported as it stands after five looks, with a warning", async () => {
  const seen = await faults.makeAlways({ at: "state", state: { keepsChanging: true } });
  expect(seen).toMatchObject({ ...READY, warnings: ["nemo.still_changing"] });
});

test("C16: a long-running call without a result: looked for, then the merchant decides", async () => {
  const seen = await faults.make(turn([{ do: "call", longRunning: true }], { makesNothing: true }));
  expect(seen).toMatchObject(nothingMade);
});

test("C17: a reply that is only talk of buttons, in Chinese: the merchant reads the tracks instead", async () => {
  const seen = await faults.make(turn([...goodWork, { do: "say", text: "请点击右上角的导出按钮下载视频。" }]));
  expect(seen).toMatchObject(READY);
  const view = await faults.view(seen.videoId);
  expect(view.timeline).toMatch(/^Timeline \(\d tracks?\): 1\. Video: /);
  expect(JSON.stringify(view)).not.toMatch(/点击|导出/);
});
