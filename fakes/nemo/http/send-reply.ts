import type { AnswerFault } from "#fakes/nemo/scenarios/scenario.ts";
import type { Settings } from "#fakes/nemo/settings.ts";
import { RawJson, writeJson } from "#fakes/nemo/store/raw-json.ts";
import type { Exchange } from "./exchange.ts";
import type { Reply } from "./reply.ts";
import { writePiece } from "./write-piece.ts";

/** HTTP status of a refusal in the form A3. */
const STATUS_OF_CODE: Record<number, number> = { 400: 400, 402: 402, 403: 403, 429: 429, 1001: 401, 1002: 404, 2001: 402, 4001: 415, 4002: 413 };
/** These come with their own status whatever the form: the documents name them as HTTP statuses. */
const ALWAYS_STATUS = new Set([400, 402, 403, 429]);

let patched = 0;

interface Wire {
  status: number;
  headers: Record<string, string | number>;
  body: string;
}

/** Sends what a handler said, in the form that the settings and the fault ask for. Resolves when it is on its way. */
export async function sendReply(exchange: Exchange, reply: Reply, settings: Settings, fault: AnswerFault = {}): Promise<void> {
  if (reply.kind === "handled") return;
  const { res, req, entry } = exchange;
  // A body that nobody reads would hold up the answer.
  if (!req.readableEnded) req.resume();
  if (reply.kind === "bytes") {
    entry.status = reply.status;
    res.writeHead(reply.status, reply.headers);
    for await (const chunk of reply.body as AsyncIterable<Buffer>) {
      if (res.destroyed) break;
      entry.bytesOut += chunk.length;
      await writePiece(res, chunk);
    }
    res.end();
    return;
  }
  const wire = toWire(reply, settings, fault);
  entry.status = wire.status;
  entry.bytesOut = Buffer.byteLength(wire.body);
  res.writeHead(wire.status, { ...wire.headers, "content-length": entry.bytesOut });
  res.end(wire.body);
}

/** The answer as bytes, before anything is sent. */
export function toWire(reply: Exclude<Reply, { kind: "handled" | "bytes" }>, settings: Settings, fault: AnswerFault = {}): Wire {
  if (reply.kind === "text") return { status: reply.status, headers: { "content-type": reply.type, ...reply.headers }, body: reply.text };
  const { status, body } = wrap(reply, settings, fault);
  if (!fault.patch && !fault.omit) return { status, headers: { "content-type": "application/json; charset=utf-8" }, body: writeJson(body) };
  const patch = JSON.parse(JSON.stringify(fault.patch ?? {}).replaceAll("{n}", () => String(++patched))) as Record<string, unknown>;
  return { status, headers: { "content-type": "application/json; charset=utf-8" }, body: writeJson(omitPaths(merge(body, patch), fault.omit ?? [])) };
}

function wrap(reply: Exclude<Reply, { kind: "handled" | "bytes" | "text" }>, settings: Settings, fault: AnswerFault): { status: number; body: unknown } {
  if (reply.kind === "json") return { status: reply.status, body: reply.body };
  if (reply.kind === "refused") {
    const status = ALWAYS_STATUS.has(reply.code) || settings.refusals === "A3" ? (STATUS_OF_CODE[reply.code] ?? 400) : 200;
    return { status, body: { code: reply.code, message: reply.message } };
  }
  switch (fault.form ?? settings.answers) {
    case "A4":
      return { status: 200, body: { success: true, data: reply.data } };
    case "A5":
      return { status: 200, body: reply.data };
    case "A9":
      return { status: 200, body: { code: 0, ...(reply.data as object) } };
    default:
      return { status: 200, body: { code: 0, data: reply.data } };
  }
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof RawJson);
}

function merge(under: unknown, over: unknown): unknown {
  if (!isPlainObject(under) || !isPlainObject(over)) return over;
  const merged: Record<string, unknown> = { ...under };
  for (const [name, value] of Object.entries(over)) merged[name] = name in merged ? merge(merged[name], value) : value;
  return merged;
}

function omitPaths(value: unknown, paths: string[]): unknown {
  return paths.reduce((left, path) => omitPath(left, path.split(".")), value);
}

function omitPath(value: unknown, [name, ...rest]: string[]): unknown {
  if (name === undefined || !isPlainObject(value) || !(name in value)) return value;
  const { [name]: member, ...others } = value;
  return rest.length ? { ...others, [name]: omitPath(member, rest) } : others;
}
