import { keepSentence, readKept } from "#app/words/keep-sentence.ts";
import type { BatchDeps } from "./batch-deps.ts";
import { sentence } from "#app/words/say.ts";
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
    if (batch.status !== "quoted" || !batch.quote) throw batchMovedOn(sentence(batch.status === "gathering" ? "requests.batch_still_gathering" : "requests.batch_cannot_start"));
    const [blocker] = keptQuote.parse(batch.quote).blockers;
    if (blocker) throw batchRefused("batch.blocked", sentence("requests.batch_blocked", { why: readKept(blocker) }));
    return { status: "running", confirmedAt: deps.clock.now(), capCredits: o.capCredits, ...(o.confirmedBy && { requestedBy: o.confirmedBy }) };
  });
}

/** Videos that are being made go on; no further one begins. */
export async function pauseBatch(deps: Deps, o: One): Promise<void> {
  await changeBatch(deps, o, (batch) => {
    // One that would go on by itself waits for this person from now on.
    if (batch.status === "paused" && batch.resumeLookAt === null) return null;
    if (batch.status !== "running" && batch.status !== "paused") throw batchMovedOn(sentence("requests.batch_not_running"));
    return { status: "paused", pausedWhy: "person", resumeLookAt: null, pausedText: keepSentence(sentence("quote.paused_by_person")) };
  });
}

/** Goes on, with another cap if one is given. What paused it may pause it again, with its sentence. */
export async function resumeBatch(deps: Deps, o: One & { capCredits?: number | null | undefined }): Promise<void> {
  if (o.capCredits !== undefined) checkCap(o.capCredits);
  await changeBatch(deps, o, (batch) => {
    const cap = o.capCredits === undefined ? {} : { capCredits: o.capCredits };
    if (batch.status === "running") return o.capCredits === undefined ? null : cap;
    if (batch.status !== "paused") throw batchMovedOn(sentence("requests.batch_not_paused"));
    return { status: "running", pausedWhy: null, pausedText: null, ...cap };
  });
}
