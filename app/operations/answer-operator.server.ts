import { createHash, timingSafeEqual } from "node:crypto";
import type { PrismaClient } from "@prisma/client";
import type { Clock } from "#app/lib/clock.ts";
import type { Metrics } from "./create-metrics.server.ts";
import { drawStatusPage } from "./draw-status-page.ts";
import { readStanding } from "./read-standing.server.ts";

export interface OperatorAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Answers `/metrics` (Prometheus) and `/operator` (a page); null for every other path. */
export type AnswerOperator = (asked: { path: string; authorization: string | undefined }) => Promise<OperatorAnswer | null>;

/**
 * Both are behind the one token of the people who run the app: as a Bearer token, or as the password of a browser's sign-in with any name.
 * Without a token in the settings they do not exist.
 */
export function createAnswerOperator(deps: { db: PrismaClient; clock: Clock; metrics: Metrics; token: string | undefined; process: string }): AnswerOperator {
  return async ({ path, authorization }) => {
    if (path !== "/metrics" && path !== "/operator") return null;
    const base = { "Cache-Control": "no-store", "Content-Type": "text/plain; charset=utf-8" };
    if (!deps.token) return { status: 404, headers: base, body: "Set METRICS_TOKEN to see this." };
    if (!isSame(tokenIn(authorization), deps.token)) return { status: 401, headers: { ...base, "WWW-Authenticate": 'Basic realm="Shelfreel"' }, body: "The operator's token is needed." };
    const now = deps.clock.now();
    const standing = await readStanding({ db: deps.db, now });
    if (path === "/metrics") return { status: 200, headers: { ...base, "Content-Type": deps.metrics.contentType }, body: await deps.metrics.draw(standing) };
    const headers = { ...base, "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'" };
    return { status: 200, headers, body: drawStatusPage(standing, { now, process: deps.process }) };
  };
}

function tokenIn(authorization: string | undefined): string {
  const [scheme = "", value = ""] = (authorization ?? "").split(" ");
  if (/^bearer$/i.test(scheme)) return value;
  if (/^basic$/i.test(scheme)) return Buffer.from(value, "base64").toString("utf8").replace(/^[^:]*:/, "");
  return "";
}

// Hashed first: then both are of one length, and the time tells nothing of either.
const isSame = (given: string, expected: string): boolean => timingSafeEqual(createHash("sha256").update(given).digest(), createHash("sha256").update(expected).digest());
