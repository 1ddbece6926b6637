import { expect, test } from "vitest";
import { chatBody, useFakeNemo, until } from "./use-fake-nemo.ts";

/** The JSON events of a stream, heartbeats left out. */
function eventsOf(stream: string): any[] {
  return stream.split("\n\n").filter((block) => block.startsWith("data: {\"content\"")).map((block) => JSON.parse(block.slice("data: ".length)));
}

test("one message is accepted, charged once, and makes a draft in two stages", async () => {
  const { nemo, openSession, uploadPicture, say, readState } = await useFakeNemo();
  nemo.control.clock.manual();
  const sessionId = await openSession();
  await uploadPicture(sessionId);
  const saying = say(sessionId, 'A 12 second vertical video titled "Blue Beanie", with music');
  await until(() => nemo.ledger.creditsCharged(), (credits) => credits === 100);
  const balance = async () => JSON.parse(await (await fetch(`${nemo.url}/api/credits/balance/simple`, { headers: { authorization: "Bearer nmv_usr_own_token_of_the_tests", "x-skill-source": "a", "x-skill-version": "1", "x-skill-platform": "unknown" } })).text()).data;
  expect(await balance()).toEqual({ available: 400, frozen: 100, total: 500 });
  expect((await readState(sessionId)).json.data.state.draft).toBeNull();

  await nemo.control.clock.advance(120_000);
  const raw = (await readState(sessionId)).json.data.state;
  expect(raw.draft.t.map((track: any) => track.tt)).toEqual([0]);
  expect(raw.canvas_config).toEqual({ width: 272, height: 484, ratio: "9:16" });
  expect(raw.draft.t[0].sg[0].d).toBe(12_000);
  expect(raw.generated_media).toHaveLength(1);
  expect(await balance()).toEqual({ available: 400, frozen: 0, total: 400 });

  await nemo.control.clock.advance(15_000);
  const { status, headers, text } = await saying;
  expect({ status, type: headers["content-type"] }).toEqual({ status: 200, type: "text/event-stream; charset=utf-8" });
  expect(headers["transfer-encoding"]).toBe("chunked");
  expect(text).not.toMatch(/\r|^(event|id|retry):/m);
  expect(text).toMatch(/: ping - .*\+00:00\n\n[^]*data:\n\n[^]*data: \{"type":"heartbeat"\}\n\n/);
  const events = eventsOf(text);
  expect(events[0].content.parts.map((part: any) => Object.keys(part)[0])).toEqual(["text", "functionCall"]);
  expect(events[1].content).toMatchObject({ role: "user", parts: [{ functionResponse: { response: { success: true } } }] });
  expect(events[1].content.parts[0].functionResponse.id).toBe(events[0].content.parts[1].functionCall.id);
  expect(events[2].content.parts[0].text).toContain("ready");

  await nemo.control.clock.advance(25_000);
  const finished = (await readState(sessionId)).json.data.state;
  expect(finished.draft.t.map((track: any) => track.tt)).toEqual([0, 1, 7]);
  expect(finished.draft.t[2].sg[0].m.title).toBe("Blue Beanie");
  expect(nemo.ledger.messagesAccepted()).toBe(1);
  expect(nemo.ledger.creditsCharged()).toBe(100);
  expect(nemo.ledger.violations()).toEqual([]);
});

test("the draft holds an id and a 1.0 that a plain parse would change", async () => {
  const { makeDraft } = await useFakeNemo();
  const { draftText } = await makeDraft();
  expect(draftText).toMatch(/"id":\d{19}/);
  expect(draftText).toMatch(/:1\.0[,}]/);
  expect(JSON.stringify(JSON.parse(draftText))).not.toBe(draftText);
});

test("a second message edits for 50 credits, and asking to start over generates anew", async () => {
  const { makeDraft, say, readState, nemo } = await useFakeNemo();
  const { sessionId } = await makeDraft();
  const edit = await say(sessionId, 'Change the title to "Green Beanie" and remove the music');
  expect(eventsOf(edit.text)[0].content.parts[1].functionCall.name).toBe("edit_multitrack");
  const { draft } = (await readState(sessionId)).json.data.state;
  expect(draft.t.map((track: any) => track.tt)).toEqual([0, 7]);
  expect(draft.m.title).toBe("Green Beanie");
  await say(sessionId, "Regenerate it as 16:9");
  expect((await readState(sessionId)).json.data.state.canvas_config.ratio).toBe("16:9");
  expect(nemo.ledger.messages().map(({ intent, charged }) => [intent, charged])).toEqual([["generate", 100], ["edit", 50], ["generate", 100]]);
});

test("the body is checked as adk-python checks it", async () => {
  const { call, openSession, nemo } = await useFakeNemo();
  const sessionId = await openSession();
  const send = (body: unknown) => call("POST", "/run_sse", { body, headers: { accept: "text/event-stream" } });
  const { user_id: _user, ...withoutUser } = chatBody(sessionId, "hello");
  expect(await send(withoutUser)).toMatchObject({ status: 422, json: { detail: [{ type: "missing", loc: ["body", "userId"], msg: "Field required" }] } });
  expect(await send({ ...chatBody(sessionId, "x"), new_message: { parts: [{ text: "x" }], extra: 1 } })).toMatchObject({
    status: 422, json: { detail: [{ type: "extra_forbidden", loc: ["body", "new_message", "extra"], input: 1 }] },
  });
  expect(await send(chatBody("123", "x"))).toMatchObject({ status: 404, text: '{"detail":"Session not found"}' });
  expect(await send(chatBody(sessionId, "x", { user_id: "user_1" }))).toMatchObject({ status: 404 });
  nemo.control.set({ unknownSessionAtChat: "code" });
  expect((await send(chatBody("123", "x"))).json).toMatchObject({ code: 1002 });
  expect(nemo.ledger.messagesAccepted()).toBe(0);
  expect(await send({ ...chatBody(sessionId, "x"), unknown_key: true })).toMatchObject({ status: 200 });
});

test("too few credits: code 2001 as JSON, nothing accepted, nothing charged", async () => {
  const { openSession, say, nemo } = await useFakeNemo();
  nemo.control.setCredits("user_1", 40);
  const answer = await say(await openSession(), "A video please");
  expect(answer).toMatchObject({ status: 200, json: { code: 2001 } });
  expect(answer.headers["content-type"]).toContain("application/json");
  expect(nemo.ledger.summary()).toMatchObject({ messagesAccepted: 0, creditsCharged: 0 });
});

test("the same text twice and two messages at once are accepted, charged, and written down", async () => {
  const { openSession, say, nemo } = await useFakeNemo();
  const sessionId = await openSession();
  nemo.control.next("hold-stream");
  const first = say(sessionId, "A video please");
  await nemo.control.whenHeld();
  await say(sessionId, "A video please");
  nemo.control.release();
  await first;
  expect(nemo.ledger.summary()).toMatchObject({ messagesAccepted: 2, creditsCharged: 200 });
  expect(nemo.ledger.violations().map((violation) => violation.rule)).toEqual(["two-messages-in-flight", "same-message-twice"]);
});

test("dialect A and asked-for pieces of text come when they are switched on", async () => {
  const { openSession, say, nemo } = await useFakeNemo();
  nemo.control.set({ dialect: "A" });
  const typed = await say(await openSession(), "A video please");
  expect(typed.headers["content-type"]).toBe("text/event-stream");
  expect(typed.text).toMatch(/^data: \{"type":"text","content":"I'll generate your video now..."\}\n\ndata: \{"type":"tool_call","name":"generate_video_with_seedance"/);
  nemo.control.set({ dialect: "B" });
  const pieces = await say(await openSession(), "A video please", { streaming: true });
  expect(eventsOf(pieces.text).filter((event) => event.partial).length).toBeGreaterThan(3);
});
