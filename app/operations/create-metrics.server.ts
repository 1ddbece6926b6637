import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { EndedCall } from "#app/lib/observe-calls.ts";
import type { Standing } from "./read-standing.server.ts";

/** What one process counts, and what it reads of the database when it is asked. No label names a shop, a product or a video. */
export interface Metrics {
  /** A call to NemoVideo or to the Admin API ended. */
  countCall(provider: "nemovideo" | "shopify", ended: EndedCall): void;
  /** A run of a video's step ended: `move` is next, again or rest; `code` why it stopped. */
  countStep(ended: { step: string; move: string; code: string | undefined }): void;
  /** The text for Prometheus. */
  draw(standing: Standing): Promise<string>;
  contentType: string;
}

/** `adminPointsLeft`: the fewest points of the Admin API that any shop has left, as this process saw it; null when it saw none lately. */
export function createMetrics(o: { adminPointsLeft(): number | null }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const calls = new Histogram({ name: "shelfreel_provider_call_seconds", help: "Calls to NemoVideo and to Shopify's Admin API by outcome: ok, or the code of the error.", labelNames: ["provider", "call", "outcome"], buckets: [0.1, 0.5, 1, 5, 30, 120, 600], registers });
  const steps = new Counter({ name: "shelfreel_step_runs_total", help: "Runs of video steps by how they ended: next, again or rest, and the code of what stopped them.", labelNames: ["step", "move", "code"], registers });
  const gauge = (name: string, help: string, labelNames: string[] = []) => new Gauge({ name: `shelfreel_${name}`, help, labelNames, registers });
  const jobs = gauge("queue_jobs", "Jobs by queue and state. Read from the database: the same in every process.", ["queue", "state"]);
  const age = gauge("queue_oldest_seconds", "How long the oldest job that could run has been waiting. Read from the database.", ["queue"]);
  const videos = gauge("videos", "Videos by status. Read from the database.", ["status"]);
  const failures = gauge("videos_stopped_last_day", "Videos that stopped within the last day, by code. Read from the database.", ["code"]);
  const turns = gauge("open_turns", "Messages that were sent to NemoVideo and whose end is not known yet. Read from the database.");
  const stuck = gauge("stuck_videos", "Videos that are worked on and whose time was up more than ten minutes ago. Read from the database.");
  const credits = gauge("credits_spent_last_day", "Credits that videos of the last day used, as the balances before and after tell. Read from the database.");
  const points = gauge("admin_points_left", "Fewest points of the Admin API that a shop has left, as this process saw it.");
  return {
    contentType: registry.contentType,
    countCall: (provider, { call, outcome, ms }) => calls.observe({ provider, call, outcome }, ms / 1000),
    countStep: ({ step, move, code }) => steps.inc({ step, move, code: code ?? "" }),
    draw(standing) {
      for (const one of [jobs, age, videos, failures]) one.reset();
      for (const { queue, state, jobs: count } of standing.queues) jobs.set({ queue, state }, count);
      for (const { queue, oldestSeconds } of standing.oldest) age.set({ queue }, oldestSeconds);
      for (const { status, videos: count } of standing.videos) videos.set({ status }, count);
      for (const { code, videos: count } of standing.stopped) failures.set({ code }, count);
      turns.set(standing.openTurns);
      stuck.set(standing.stuck.length);
      credits.set(standing.creditsSpent);
      const left = o.adminPointsLeft();
      if (left === null) points.remove();
      else points.set(left);
      return registry.metrics();
    },
  };
}
