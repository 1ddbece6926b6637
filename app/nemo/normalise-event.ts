import { speaksOfCredits } from "./judge-answer.ts";
import type { NemoQuestion } from "./nemo-client.ts";
import { readQuestions } from "./read-questions.ts";

/** One event in our own words, whichever dialect it came in (protocol §7.4). `source` = author and invocation. */
export type TurnEvent =
  | { kind: "text"; text: string; source: string }
  | { kind: "piece"; text: string; source: string }
  | { kind: "call"; id: string; name: string }
  | { kind: "result"; id: string; name: string }
  | { kind: "question"; id: string; title: string; questions: NemoQuestion[] }
  /** `label` is safe to log and show: an error code, never the server's text. `noise`: protocol §7.12. */
  | { kind: "error"; label: string; credits: boolean; noise: boolean }
  | { kind: "heartbeat" }
  | { kind: "alive" }
  | { kind: "unknown"; label: string }
  | { kind: "junk" };

/** Whether a text is the makers' trailing noise (protocol §7.12). */
export function isNoise(text: string): boolean {
  return text.length < 400 && /encountered a temporary (issue|problem|error)/i.test(text);
}

type Wire = Record<string, unknown>;

/** Normalises one parsed event value. `eventName` is the SSE `event:` field. Anything that is no object is junk. */
export function normaliseEvent(value: unknown, eventName?: string): TurnEvent[] {
  if (!isWire(value)) return [{ kind: "junk" }];
  if (eventName === "heartbeat" || eventName === "ping") return [{ kind: "heartbeat" }];
  const error = readError(value, eventName);
  const content = value["content"];
  const parts = isWire(content) && Array.isArray(content["parts"]) ? content["parts"] : null;
  const events = parts ? parts.length > 0 ? readParts(value, parts) : [] : typeof value["type"] === "string" && !isWire(content) ? readTyped(value, value["type"]) : [];
  if (error) return [...events.filter((event) => event.kind !== "unknown" && event.kind !== "alive"), error];
  if (events.length > 0) return events;
  const known = parts !== null || "actions" in value || "invocationId" in value || "invocation_id" in value || "code" in value;
  return [known ? { kind: "alive" } : { kind: "unknown", label: labelOf(value["type"]) ?? "untyped" }];
}

/** Dialect B: an ADK event. */
function readParts(event: Wire, parts: unknown[]): TurnEvent[] {
  const source = `${text(event["author"])}/${text(event["invocationId"] ?? event["invocation_id"])}`;
  const partial = event["partial"] === true;
  const events: TurnEvent[] = [];
  let spoken = "";
  for (const part of parts) {
    if (!isWire(part) || part["thought"] === true) continue;
    // What the user said may be echoed; it is no reply.
    if (typeof part["text"] === "string" && event["author"] !== "user") spoken += part["text"];
    const call = part["functionCall"] ?? part["function_call"];
    const result = part["functionResponse"] ?? part["function_response"];
    if (!partial && isWire(call)) events.push(readCall(text(call["id"]), text(call["name"]), call["args"]));
    if (!partial && isWire(result)) events.push({ kind: "result", id: text(result["id"]), name: text(result["name"]) });
  }
  if (spoken !== "") events.unshift({ kind: partial ? "piece" : "text", text: spoken, source });
  return events.length > 0 ? events : [{ kind: "alive" }];
}

/** Dialect A: an object with a `type`. */
function readTyped(event: Wire, type: string): TurnEvent[] {
  const name = text(event["name"] ?? event["tool"] ?? event["tool_name"]);
  const id = text(event["id"] ?? event["call_id"] ?? event["tool_call_id"]);
  const said = text(event["content"] ?? event["text"]);
  const source = `${text(event["author"])}/`;
  switch (type) {
    case "text":
      return [said === "" ? { kind: "alive" } : { kind: "text", text: said, source }];
    case "chunk":
      return [said === "" ? { kind: "alive" } : { kind: "piece", text: said, source }];
    case "tool_call":
    case "tool_start":
    case "toolcall_start":
      return [readCall(id, name, event["args"])];
    case "tool_result":
    case "tool_end":
    case "toolcall_end":
      return [{ kind: "result", id, name }];
    case "ask_question":
      return [{ kind: "question", id, ...readQuestions(Array.isArray(event["questions"]) ? event : isWire(event["args"]) ? event["args"] : event) }];
    case "heartbeat":
    case "pong":
      return [{ kind: "heartbeat" }];
    case "status":
    case "warming_up":
    case "message_accepted":
    case "thinking_start":
    case "thinking_chunk":
    case "thinking_end":
    case "error":
      return [{ kind: "alive" }];
    default:
      return [{ kind: "unknown", label: labelOf(type) ?? "unreadable" }];
  }
}

function readCall(id: string, name: string, args: unknown): TurnEvent {
  return name === "ask_question" ? { kind: "question", id, ...readQuestions(args) } : { kind: "call", id, name };
}

function readError(event: Wire, eventName: string | undefined): TurnEvent | null {
  const errorCode = event["errorCode"] ?? event["error_code"];
  const code = typeof event["code"] === "number" || (typeof event["code"] === "string" && /^\d{1,9}$/.test(event["code"])) ? Number(event["code"]) : null;
  const inner = event["error"];
  const present = event["type"] === "error" || eventName === "error" || (inner !== undefined && inner !== null && inner !== false) || (errorCode !== undefined && errorCode !== null) || (code !== null && code !== 0);
  if (!present) return null;
  const words = [event["message"], event["errorMessage"], event["error_message"], inner, isWire(inner) ? inner["message"] : undefined];
  const said = words.map((word) => (typeof word === "string" ? word.slice(0, 2_000) : "")).join(" ");
  const innerCode = isWire(inner) ? Number(inner["code"]) : Number.NaN;
  return {
    kind: "error",
    label: code !== null && code !== 0 ? `code ${code}` : (labelOf(errorCode) ?? (Number.isInteger(innerCode) ? `code ${innerCode}` : "error event")),
    credits: code === 2001 || innerCode === 2001 || String(errorCode) === "2001" || speaksOfCredits(said),
    noise: isNoise(said),
  };
}

/** A word that is safe to log and show: letters, digits, `_ . -`. */
function labelOf(value: unknown): string | null {
  const word = typeof value === "number" ? String(value) : value;
  return typeof word === "string" && /^[\w.-]{1,40}$/.test(word) ? word : null;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

function isWire(value: unknown): value is Wire {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
