import { expect, test } from "vitest";
import { findScenario, SCENARIOS } from "#fakes/nemo/scenarios/find-scenario.ts";
import { until, useFakeNemo } from "./use-fake-nemo.ts";

test("a silent turn shows tool events without a word, and the work is done", async () => {
  const { openSession, say, readState, nemo } = await useFakeNemo();
  const sessionId = await openSession();
  nemo.control.next("silent");
  const { text } = await say(sessionId, "A video please");
  expect(text).toContain("functionResponse");
  expect(text).not.toContain('"text"');
  expect((await readState(sessionId)).json.data.state.draft).not.toBeNull();
});

test("text alone, a question and an excuse make nothing and cost nothing", async () => {
  for (const [scenario, words] of [["text-only", "What product is it"], ["question", "ask_question"], ["failed-turn", "temporary issue"], ["failed-turn-event", "errorCode"]] as const) {
    const { openSession, say, readState, nemo, call } = await useFakeNemo();
    const sessionId = await openSession();
    nemo.control.next(scenario);
    expect((await say(sessionId, "A video please")).text).toContain(words);
    expect((await readState(sessionId)).json.data.state.draft).toBeNull();
    expect(nemo.ledger.summary()).toMatchObject({ messagesAccepted: 1, creditsCharged: 0 });
    expect((await call("GET", "/api/credits/balance/simple")).json.data).toEqual({ available: 500, frozen: 0, total: 500 });
  }
});

test("an answer to a question goes on where the talk was", async () => {
  const { openSession, say, readState, nemo } = await useFakeNemo();
  const sessionId = await openSession();
  nemo.control.next("question");
  await say(sessionId, 'A 7 second video titled "Blue Beanie"');
  await say(sessionId, "1. Which shape should the video have?: 9:16 vertical");
  const { draft, canvas_config } = (await readState(sessionId)).json.data.state;
  expect(canvas_config.ratio).toBe("9:16");
  expect(draft).toMatchObject({ d: 7_000, m: { title: "Blue Beanie" } });
  expect(nemo.ledger.messages().map((message) => message.charged)).toEqual([0, 100]);
});

test("a cut stream ends the request with an error; the work goes on", async () => {
  for (const scenario of ["cut-run-goes-on", "cut-without-last-chunk", "cut-in-the-last-event"]) {
    const { openSession, say, readState, nemo } = await useFakeNemo();
    const sessionId = await openSession();
    nemo.control.next(scenario);
    await expect(say(sessionId, "A video please")).rejects.toThrow(/terminated|closed|ECONNRESET|aborted/i);
    await until(() => readState(sessionId), (state) => state.json.data.state.draft?.t.length > 1);
    expect(nemo.ledger.summary()).toMatchObject({ messagesAccepted: 1, creditsCharged: 100 });
    expect(nemo.ledger.requests({ path: "/run_sse" })).toMatchObject([{ status: 200, ended: "cut" }]);
  }
});

test("a run that dies with its client is charged and leaves nothing", async () => {
  const { openSession, say, readState, nemo, call } = await useFakeNemo({ speed: 200 });
  const sessionId = await openSession();
  nemo.control.next("cut-run-dies");
  await expect(say(sessionId, "A video please")).rejects.toThrow(/terminated|closed|ECONNRESET|aborted/i);
  await until(() => call("GET", "/api/credits/balance/simple"), ({ json }) => json.data.frozen === 0);
  expect((await call("GET", "/api/credits/balance/simple")).json.data.available).toBe(400);
  nemo.control.clock.fast(Infinity);
  expect((await readState(sessionId)).json.data.state.draft).toBeNull();
});

test("a held stream stays open until it is released, or until the client leaves", async () => {
  const { openSession, say, readState, nemo } = await useFakeNemo();
  const sessionId = await openSession();
  nemo.control.next("hold-stream");
  let ended = false;
  const saying = say(sessionId, "A video please").then((answer) => {
    ended = true;
    return answer;
  });
  await nemo.control.whenHeld();
  await until(() => readState(sessionId), (state) => state.json.data.state.draft?.t.length > 1);
  expect(ended).toBe(false);
  nemo.control.release();
  expect((await saying).text).toContain("ready");
});

test("a refusal, a wrong shape and a dropped session come when they are asked for", async () => {
  const { openSession, say, readState, nemo } = await useFakeNemo();
  const sessionId = await openSession();
  nemo.control.next("chat-429", "out-of-credits", "wrong-ratio");
  expect((await say(sessionId, "one")).status).toBe(429);
  expect((await say(sessionId, "two")).json).toMatchObject({ code: 2001 });
  await say(sessionId, "A square video");
  expect((await readState(sessionId)).json.data.state.canvas_config.ratio).toBe("9:16");
  expect(nemo.ledger.messagesAccepted()).toBe(1);
  nemo.control.next("session-dropped-before-chat");
  expect((await say(sessionId, "three")).status).toBe(404);
  expect((await readState(sessionId)).json).toMatchObject({ code: 1002 });
});

test("an expired and a revoked token are refused where the scenario says", async () => {
  const { call, openSession, readState, nemo } = await useFakeNemo();
  const sessionId = await openSession();
  nemo.control.next("token-revoked-at-state");
  expect((await readState(sessionId)).json).toMatchObject({ code: 1001 });
  nemo.control.registerToken({ nemoToken: "nmv_usr_own_token_of_the_tests", userId: "user_1", credits: 1 });
  nemo.control.next("expired-token");
  expect((await call("POST", "/api/tasks/me/with-session/nemo_agent", { body: { task_name: "project" } })).json).toMatchObject({ code: 1001 });
  expect(nemo.control.faultsLeft).toBe(0);
});

test("line ends and chunk sizes of the stream can be bent", async () => {
  const { openSession, say, nemo } = await useFakeNemo();
  nemo.control.next({ at: "chat", chat: { lineEnd: "\r\n", chunkBytes: 1, heartbeats: [] } });
  const { text } = await say(await openSession(), "A video please — ünïcödé");
  expect(text).toMatch(/^data: \{.*\}\r\n\r\ndata: /);
  expect(text.replaceAll("\r\n", "")).not.toContain("\n");
});

test("seeded silence strikes the same turns each time", async () => {
  const silentTurns = async () => {
    const { openSession, say, nemo } = await useFakeNemo({ tokens: [{ nemoToken: "nmv_usr_own_token_of_the_tests", userId: "user_1", credits: 5000 }] });
    nemo.control.set({ silentShare: 0.3, seed: 7 });
    const silent: boolean[] = [];
    for (let i = 0; i < 12; i++) silent.push(!(await say(await openSession(), `Video ${i}`)).text.includes('"text"'));
    return silent;
  };
  const first = await silentTurns();
  expect(await silentTurns()).toEqual(first);
  expect(new Set(first)).toEqual(new Set([true, false]));
});

test("every scenario has a name of its own, and an unknown name is refused", () => {
  expect(new Set(SCENARIOS.map((scenario) => scenario.name)).size).toBe(SCENARIOS.length);
  expect(() => findScenario("no-such-thing")).toThrow(/no scenario is called "no-such-thing"/);
});
