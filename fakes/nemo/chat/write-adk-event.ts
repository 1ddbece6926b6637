import { writeJson } from "#fakes/nemo/store/raw-json.ts";
import type { AgentEvent, EventStamp } from "./events.ts";

const AUTHOR = "nemo_agent";

/** Dialect B: one line of JSON as adk-python writes it, members in its order (protocol §7.4, §17). */
export function writeAdkEvent(event: AgentEvent, stamp: EventStamp): string {
  switch (event.kind) {
    case "text":
      return writeJson(modelEvent([{ text: event.text }], stamp, event.partial ? { partial: true } : {}));
    case "thought":
      return writeJson(modelEvent([{ text: event.text, thought: true }], stamp));
    case "call":
      return writeJson(callEvent(event.id, event.tool, event.args, stamp, event.saying, event.longRunning));
    case "question":
      return writeJson(callEvent(event.id, "ask_question", { title: event.title, questions: event.questions }, stamp));
    case "result":
      return writeJson(resultEvent(event, stamp));
    case "error":
      return writeError(event, stamp);
  }
}

function modelEvent(parts: unknown[], stamp: EventStamp, flags: Record<string, unknown> = {}): Record<string, unknown> {
  return { content: { parts, role: "model" }, ...flags, ...stampOf(stamp), actions: actions(), id: stamp.eventId, timestamp: stamp.at / 1000 };
}

function callEvent(id: string, name: string, args: unknown, stamp: EventStamp, saying?: string, longRunning?: boolean): Record<string, unknown> {
  const call = { functionCall: { id, args, name } };
  return {
    content: { parts: saying ? [{ text: saying }, call] : [call], role: "model" },
    ...stampOf(stamp), actions: actions(), longRunningToolIds: longRunning ? [id] : [], id: stamp.eventId, timestamp: stamp.at / 1000,
  };
}

function resultEvent(event: Extract<AgentEvent, { kind: "result" }>, stamp: EventStamp): Record<string, unknown> {
  return {
    content: { parts: [{ functionResponse: { id: event.id, name: event.tool, response: event.response } }], role: "user" },
    ...stampOf(stamp), actions: actions(event.stateDelta), id: stamp.eventId, timestamp: stamp.at / 1000,
  };
}

function writeError(event: Extract<AgentEvent, { kind: "error" }>, stamp: EventStamp): string {
  // adk-python 1.4.2 pastes the text between the quotes as it is: quotes break the JSON, newlines the framing.
  if (event.form === "python") return `{"error": "${event.message}"}`;
  if (event.form === "envelope") return writeJson({ code: event.code, message: event.message });
  return writeJson({
    ...stampOf(stamp), errorCode: "UNKNOWN_ERROR", errorMessage: event.message, id: stamp.eventId, actions: actions(), timestamp: stamp.at / 1000,
  });
}

function stampOf(stamp: EventStamp): Record<string, unknown> {
  return { invocationId: stamp.invocationId, author: AUTHOR };
}

function actions(stateDelta: Record<string, unknown> = {}): Record<string, unknown> {
  return { stateDelta, artifactDelta: {}, requestedAuthConfigs: {} };
}
