import { parseJsonObject, unprocessable, type DetailError } from "#fakes/nemo/http/check-json.ts";
import type { Exchange } from "#fakes/nemo/http/exchange.ts";
import type { World } from "#fakes/nemo/world.ts";

export interface ChatRequest {
  appName: string;
  userId: string;
  sessionId: string;
  text: string;
  streaming: boolean;
}

/** Keys of google.genai's Part, in Python's spelling. */
const PART_KEYS = new Set([
  "text", "thought", "thought_signature", "inline_data", "file_data", "function_call", "function_response", "executable_code",
  "code_execution_result", "video_metadata", "media_resolution",
]);
const MESSAGE_KEYS = new Set(["parts", "role"]);
const LONGEST_TEXT = 8_000;

/**
 * The body of /run_sse as adk-python takes it (protocol §7.1): snake_case (camelCase is taken and noted), unknown keys are
 * ignored outside `new_message` and refused inside, `user_id` is required.
 * @throws Refusal 422 with FastAPI's detail
 */
export function checkChatBody(world: World, exchange: Exchange): ChatRequest {
  const body = parseJsonObject(exchange);
  const errors: DetailError[] = [];
  const text = (name: string): string => {
    const value = member(world, body, name);
    if (value === undefined) errors.push({ type: "missing", loc: ["body", camel(name)], msg: "Field required", input: body });
    else if (typeof value !== "string") errors.push({ type: "string_type", loc: ["body", name], msg: "Input should be a valid string", input: value });
    return typeof value === "string" ? value : "";
  };
  const request: ChatRequest = {
    appName: text("app_name"),
    userId: text("user_id"),
    sessionId: text("session_id"),
    text: readMessage(member(world, body, "new_message"), body, errors),
    streaming: readFlag(body, "streaming", errors),
  };
  if (errors.length) throw unprocessable(errors);
  if (request.text.length > LONGEST_TEXT) world.violate("message-too-long", `${request.text.length} characters`);
  if (/[^\P{Cc}\n]/u.test(request.text)) world.violate("control-characters", "in a chat message");
  return request;
}

function readMessage(message: unknown, body: unknown, errors: DetailError[]): string {
  if (message === undefined) {
    errors.push({ type: "missing", loc: ["body", "newMessage"], msg: "Field required", input: body });
    return "";
  }
  if (!isObject(message)) {
    errors.push({ type: "model_attributes_type", loc: ["body", "new_message"], msg: "Input should be a valid dictionary or object to extract fields from", input: message });
    return "";
  }
  refuseUnknownKeys(message, MESSAGE_KEYS, ["body", "new_message"], errors);
  if (message.role !== undefined && message.role !== null && typeof message.role !== "string") {
    errors.push({ type: "string_type", loc: ["body", "new_message", "role"], msg: "Input should be a valid string", input: message.role });
  }
  const parts = message.parts ?? [];
  if (!Array.isArray(parts)) {
    errors.push({ type: "list_type", loc: ["body", "new_message", "parts"], msg: "Input should be a valid list", input: parts });
    return "";
  }
  return parts.map((part: unknown, index) => readPart(part, index, errors)).join("");
}

function readPart(part: unknown, index: number, errors: DetailError[]): string {
  const loc = ["body", "new_message", "parts", index];
  if (!isObject(part)) {
    errors.push({ type: "model_attributes_type", loc, msg: "Input should be a valid dictionary or object to extract fields from", input: part });
    return "";
  }
  refuseUnknownKeys(part, PART_KEYS, loc, errors);
  if (part.text === undefined || part.text === null) return "";
  if (typeof part.text === "string") return part.text;
  errors.push({ type: "string_type", loc: [...loc, "text"], msg: "Input should be a valid string", input: part.text });
  return "";
}

function refuseUnknownKeys(value: Record<string, unknown>, known: Set<string>, loc: (string | number)[], errors: DetailError[]): void {
  for (const name of Object.keys(value)) {
    const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (!known.has(snake)) errors.push({ type: "extra_forbidden", loc: [...loc, name], msg: "Extra inputs are not permitted", input: value[name] });
  }
}

function readFlag(body: Record<string, unknown>, name: string, errors: DetailError[]): boolean {
  const value = body[name];
  if (value !== undefined && typeof value !== "boolean") {
    errors.push({ type: "bool_type", loc: ["body", name], msg: "Input should be a valid boolean", input: value });
  }
  return value === true;
}

function member(world: World, body: Record<string, unknown>, name: string): unknown {
  if (name in body) return body[name];
  const other = camel(name);
  if (other in body) world.violate("camel-case-body", other);
  return body[other];
}

function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase());
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
