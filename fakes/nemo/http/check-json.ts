import type { Exchange } from "./exchange.ts";
import { json, Refusal } from "./reply.ts";

/** One entry of the `detail` array of a 422, as FastAPI writes it (protocol §3.1, A6). */
export interface DetailError {
  type: string;
  loc: (string | number)[];
  msg: string;
  input: unknown;
  ctx?: unknown;
}

/** The 422 of a body that does not fit. */
export function unprocessable(detail: DetailError[]): Refusal {
  return new Refusal(json(422, { detail }));
}

/** The JSON body as an object in which the named members are non-empty strings, checked as FastAPI does. @throws Refusal 422 */
export function jsonObjectWith<N extends string>(exchange: Exchange, strings: N[]): Record<string, unknown> & Record<N, string> {
  const body = parseJsonObject(exchange);
  const errors: DetailError[] = [];
  for (const name of strings) {
    const value = body[name];
    if (!(name in body)) errors.push({ type: "missing", loc: ["body", name], msg: "Field required", input: body });
    else if (typeof value !== "string") errors.push({ type: "string_type", loc: ["body", name], msg: "Input should be a valid string", input: value });
    else if (!value) errors.push({ type: "string_too_short", loc: ["body", name], msg: "String should have at least 1 character", input: "", ctx: { min_length: 1 } });
  }
  if (errors.length) throw unprocessable(errors);
  return body as Record<string, unknown> & Record<N, string>;
}

/** @throws Refusal 422 for a wrong Content-Type, invalid JSON, or anything but an object */
export function parseJsonObject(exchange: Exchange): Record<string, unknown> {
  const notAnObject = (input: unknown): Refusal =>
    unprocessable([{ type: "model_attributes_type", loc: ["body"], msg: "Input should be a valid dictionary or object to extract fields from", input }]);
  if (!exchange.body) throw unprocessable([{ type: "missing", loc: ["body"], msg: "Field required", input: null }]);
  const type = (exchange.req.headers["content-type"] ?? "").split(";")[0]!.trim().toLowerCase();
  if (type !== "application/json" && !type.endsWith("+json")) throw notAnObject(exchange.body);
  let body: unknown;
  try {
    body = JSON.parse(exchange.body);
  } catch (error) {
    throw unprocessable([{ type: "json_invalid", loc: ["body", positionOf(error)], msg: "JSON decode error", input: {}, ctx: { error: "Expecting value" } }]);
  }
  if (body === null || typeof body !== "object" || Array.isArray(body)) throw notAnObject(body);
  return body as Record<string, unknown>;
}

function positionOf(error: unknown): number {
  return Number(/position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1] ?? 0);
}
