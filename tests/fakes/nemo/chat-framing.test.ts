import { expect, test } from "vitest";
import { writeAdkEvent } from "#fakes/nemo/chat/write-adk-event.ts";
import { writeHeartbeat } from "#fakes/nemo/chat/write-heartbeat.ts";
import { writeTypedEvent } from "#fakes/nemo/chat/write-typed-event.ts";
import { RawJson } from "#fakes/nemo/store/raw-json.ts";

// The samples of protocol §17, letter by letter.

test("a call with its text, a result and a reply are written as ADK writes them", () => {
  const stamp = (eventId: string, seconds: number) => ({ invocationId: "e-1", eventId, at: seconds * 1000 });
  expect(
    writeAdkEvent({ kind: "call", id: "adk-1", tool: "edit_multitrack", args: { op: "add_title" }, saying: "Let me edit it." }, stamp("eOwAAsZ3", 1795245237.056006)),
  ).toBe('{"content":{"parts":[{"text":"Let me edit it."},{"functionCall":{"id":"adk-1","args":{"op":"add_title"},"name":"edit_multitrack"}}],"role":"model"},"invocationId":"e-1","author":"nemo_agent","actions":{"stateDelta":{},"artifactDelta":{},"requestedAuthConfigs":{}},"longRunningToolIds":[],"id":"eOwAAsZ3","timestamp":1795245237.056006}');
  expect(
    writeAdkEvent(
      { kind: "result", id: "adk-1", tool: "edit_multitrack", response: { success: true }, stateDelta: { draft: new RawJson('{"t":[{"tt":0,"sg":[{"d":5000}]}]}') } },
      stamp("59MCh0HG", 1795245237.061739),
    ),
  ).toBe('{"content":{"parts":[{"functionResponse":{"id":"adk-1","name":"edit_multitrack","response":{"success":true}}}],"role":"user"},"invocationId":"e-1","author":"nemo_agent","actions":{"stateDelta":{"draft":{"t":[{"tt":0,"sg":[{"d":5000}]}]}},"artifactDelta":{},"requestedAuthConfigs":{}},"id":"59MCh0HG","timestamp":1795245237.061739}');
  expect(writeAdkEvent({ kind: "text", text: "Title added." }, stamp("HVp28em6", 1795245237.064058))).toBe(
    '{"content":{"parts":[{"text":"Title added."}],"role":"model"},"invocationId":"e-1","author":"nemo_agent","actions":{"stateDelta":{},"artifactDelta":{},"requestedAuthConfigs":{}},"id":"HVp28em6","timestamp":1795245237.064058}',
  );
});

test("typed events carry the fields of the makers' other dialect", () => {
  const tool = "generate_video_with_seedance";
  expect(writeTypedEvent({ kind: "call", id: "x", tool, args: { ratio: "1:1" }, saying: "I'll generate your video now..." })).toEqual([
    '{"type":"text","content":"I\'ll generate your video now..."}',
    '{"type":"tool_call","name":"generate_video_with_seedance","args":{"ratio":"1:1"}}',
  ]);
  expect(writeTypedEvent({ kind: "result", id: "x", tool, response: { success: true } })).toEqual([
    '{"type":"tool_result","name":"generate_video_with_seedance","result":{"success":true}}',
  ]);
});

test("heartbeats come in each form of the gateway", () => {
  const at = Date.UTC(2026, 10, 21, 7);
  expect(writeHeartbeat("comment", at)).toBe(": ping - 2026-11-21 07:00:00+00:00\n\n");
  expect(writeHeartbeat("empty", at)).toBe("data:\n\n");
  expect(writeHeartbeat("blank", at)).toBe("data: \n\n");
  expect(writeHeartbeat("typed", at)).toBe('data: {"type":"heartbeat"}\n\n');
  expect(writeHeartbeat("event", at)).toBe("event: heartbeat\n\n");
});

test("a Python error is pasted unescaped, a JavaScript one is an event with a code", () => {
  const stamp = { invocationId: "e-1", eventId: "DjA27724", at: 1000 };
  const message = '429 RESOURCE_EXHAUSTED: {"error":{"code":429,"message":"quota \\"x\\""}}\n\ndata: {"injected":true}';
  expect(`data: ${writeAdkEvent({ kind: "error", form: "python", message, code: 500 }, stamp)}\n\n`).toBe(
    'data: {"error": "429 RESOURCE_EXHAUSTED: {"error":{"code":429,"message":"quota \\"x\\""}}\n\ndata: {"injected":true}"}\n\n',
  );
  expect(writeAdkEvent({ kind: "error", form: "event", message: "connection to model lost", code: 500 }, stamp)).toMatch(
    /^\{"invocationId":"e-1","author":"nemo_agent","errorCode":"UNKNOWN_ERROR","errorMessage":"connection to model lost","id":"DjA27724","actions":\{/,
  );
});
