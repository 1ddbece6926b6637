import type { BatchDeps } from "./batch-deps.ts";
import { batchMovedOn, batchRefused } from "./batch-errors.ts";
import { keptQuote } from "./batch-json.ts";
import { changeBatch } from "./change-batch.server.ts";
import { checkCap } from "./check-cap.ts";

type Deps = Pick<BatchDeps, "db" | "jobs" | "clock">;
interface One {
  shop: string;
  batchId: string;
}

/** The paid decision: from now on products get their turn. A second confirmation of the same batch does nothing. */
export async function confirmBatch(deps: Deps, o: One & { capCredits: number | null; confirmedBy: string | null }): Promise<void> {
  checkCap(o.capCredits);
  await changeBatch(deps, o, (batch) => {
    if (batch.confirmedAt && batch.status !== "canceled") return null;
    if (batch.status !== "quoted" || !batch.quote) throw batchMovedOn(batch.status === "gathering" ? "The products of this batch are still being looked up." : "This batch can no longer be started.");
    const [blocker] = keptQuote.parse(batch.quote).blockers;
    if (blocker) throw batchRefused("batch.blocked", `${blocker} Nothing was begun and nothing was charged.`);
    return { status: "running", confirmedAt: deps.clock.now(), capCredits: o.capCredits, ...(o.confirmedBy && { requestedBy: o.confirmedBy }) };
  });
}

/** Videos that are being made go on; no further one begins. */
export async function pauseBatch(deps: Deps, o: One): Promise<void> {
  await changeBatch(deps, o, (batch) => {
    if (batch.status === "paused") return null;
    if (batch.status !== "running") throw batchMovedOn("This batch is not running.");
    return { status: "paused", pausedWhy: "person", pausedText: "You paused this batch. Videos that are being made go on; no further one begins until you resume it." };
  });
}

/** Goes on, with another cap if one is given. What paused it may pause it again, with its sentence. */
export async function resumeBatch(deps: Deps, o: One & { capCredits?: number | null | undefined }): Promise<void> {
  if (o.capCredits !== undefined) checkCap(o.capCredits);
  await changeBatch(deps, o, (batch) => {
    const cap = o.capCredits === undefined ? {} : { capCredits: o.capCredits };
    if (batch.status === "running") return o.capCredits === undefined ? null : cap;
    if (batch.status !== "paused") throw batchMovedOn("This batch is not paused.");
    return { status: "running", pausedWhy: null, pausedText: null, ...cap };
  });
}
