// Group S: sessions. A session that is lost before the message is replaced; after it, nothing is sent again.
import { expect, test } from "vitest";
import type { Fault } from "#fakes/nemo/scenarios/scenario.ts";
import { READY, useFaultShop } from "./use-fault-shop.ts";

const faults = useFaultShop();
const sessions = () => faults.requests(/with-session/);
const withId = (sessionId: unknown): Fault => ({ at: "session", answer: { patch: { data: { session_id: sessionId } } } });

test.each(["detail", "code"] as const)("S1: the session is gone at the first chat (%s): a new one, the pictures again, then the message", async (unknownSessionAtChat) => {
  faults.control.set({ unknownSessionAtChat });
  expect(await faults.make("session-dropped-before-chat")).toMatchObject(READY);
  expect(sessions()).toHaveLength(2);
  expect(faults.uploads()).toHaveLength(2);
});

test("S1: the session is gone at the upload: the same", async () => {
  expect(await faults.make("session-dropped-at-upload")).toMatchObject(READY);
  expect(sessions()).toHaveLength(2);
  expect(faults.uploads()).toHaveLength(1);
});

test("S1: the session is gone when its baseline is read: the same", async () => {
  expect(await faults.make({ at: "state", skip: 2, before: "drop-session" })).toMatchObject(READY);
  expect(sessions()).toHaveLength(2);
});

test("S1: sessions that vanish again and again are not opened for ever", async () => {
  expect(await faults.makeAlways({ at: "upload", before: "drop-session" })).toMatchObject({ status: "failed", code: "nemo.session_not_found", messages: 0, charged: 0, charge: "Nothing was charged." });
  expect(sessions()).toHaveLength(2);
});

test.each(["A2", "A3"] as const)("S2: the session is gone after the message was accepted (%s): it stops, and says that it may be charged", async (refusals) => {
  faults.control.set({ refusals });
  const seen = await faults.make({ at: "state", skip: 3, before: "drop-session" });
  expect(seen).toMatchObject({ status: "attention", code: "nemo.session_not_found", messages: 1, renders: 0 });
  expect(seen.says).toMatch(/may have been charged/);
  expect(sessions()).toHaveLength(1);
});

test("S2: a 404 with a detail instead of a code is the same", async () => {
  const seen = await faults.make({ at: "state", skip: 3, times: 1, answer: { instead: { status: 404, body: { detail: "Session not found" } } } });
  expect(seen).toMatchObject({ status: "attention", code: "nemo.session_not_found", messages: 1, renders: 0 });
});

test("S4: a session id that looks like a path stays one segment of ours", async () => {
  await faults.make(withId("../../x"));
  const paths = faults.requests(/nemo_agent\/me\//).map((request) => request.path);
  expect(paths[0]).toContain("/me/..%2F..%2Fx");
  expect(faults.requests(/./).filter((request) => request.path.includes("../") || request.path.startsWith("/x"))).toEqual([]);
});

test.each([["empty", ""], ["5 KB long", "9".repeat(5_120)], ["missing", null]])("S4: a session id that is %s is refused", async (_name, sessionId) => {
  const seen = await faults.makeAlways(withId(sessionId));
  expect(seen).toMatchObject({ status: "failed", code: "nemo.malformed", messages: 0, charged: 0, charge: "Nothing was charged." });
  expect(seen.says).toMatch(/can't be reached/);
  expect(faults.uploads()).toEqual([]);
});

test("S5: the answer is lost after the session was made: one more session, no more", async () => {
  expect(await faults.make("session-answer-lost")).toMatchObject(READY);
  expect(sessions()).toHaveLength(2);
});

test("S6: the session's fields stand beside the code", async () => {
  expect(await faults.make("session-beside-code")).toMatchObject(READY);
  expect(sessions()).toHaveLength(1);
});
