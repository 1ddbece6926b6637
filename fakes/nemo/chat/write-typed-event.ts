import { writeJson } from "#fakes/nemo/store/raw-json.ts";
import type { AgentEvent } from "./events.ts";

/** Dialect A: the gateway's typed events, one line of JSON each (protocol §7.4, §17). */
export function writeTypedEvent(event: AgentEvent): string[] {
  switch (event.kind) {
    case "text":
      return [writeJson({ type: event.partial ? "chunk" : "text", content: event.text })];
    case "thought":
      return [writeJson({ type: "thinking_chunk", content: event.text })];
    case "call": {
      const call = writeJson({ type: "tool_call", name: event.tool, args: event.args });
      return event.saying ? [writeJson({ type: "text", content: event.saying }), call] : [call];
    }
    case "result":
      return [writeJson({ type: "tool_result", name: event.tool, result: event.response })];
    case "question":
      return [writeJson({ type: "ask_question", title: event.title, questions: event.questions })];
    case "error":
      return [event.form === "envelope" ? writeJson({ code: event.code, message: event.message }) : writeJson({ type: "error", error: event.message })];
  }
}
