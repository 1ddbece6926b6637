import type { Batch } from "@prisma/client";
import { tell } from "#app/words/say.ts";
import { tellKept } from "#app/words/keep-sentence.ts";
import { findRecipe } from "#app/videos/recipes/find-recipe.ts";
import { gatherNotes, keptQuote } from "./batch-json.ts";
import type { BatchCounts, BatchStatus, BatchView, PauseReason } from "./batch-view.ts";
import type { BatchCredits } from "./spent-credits.server.ts";

/** Everything that a page shows of a batch but its rows. `retryable`: how many of its videos can be tried again. In the reader's words. */
export function buildBatchView(batch: Batch, counts: BatchCounts, credits: BatchCredits, retryable: number): BatchView {
  const status = batch.status as BatchStatus;
  const quote = batch.quote ? keptQuote.parse(batch.quote) : null;
  return {
    batchId: batch.id,
    title: tellKept(batch.title),
    origin: batch.origin as BatchView["origin"],
    recipe: batch.recipe,
    recipeTitle: tell(findRecipe(batch.recipe).title),
    status,
    pausedWhy: batch.pausedWhy as PauseReason | null,
    pausedText: batch.pausedText && tellKept(batch.pausedText),
    capCredits: batch.capCredits,
    spentCredits: credits.spent,
    mayStillTake: credits.mayStillTake,
    quote: quote && { ...quote, blockers: quote.blockers.map(tellKept), notices: quote.notices.map(tellKept) },
    counts,
    gathered: gatherNotes.parse(batch.gatherNotes ?? {}).looked,
    createdAt: batch.createdAt.toISOString(),
    confirmedAt: batch.confirmedAt?.toISOString() ?? null,
    finishedAt: batch.finishedAt?.toISOString() ?? null,
    requestedBy: batch.requestedBy,
    can: {
      confirm: status === "quoted" && quote !== null && quote.blockers.length === 0,
      pause: status === "running",
      resume: status === "paused",
      cancel: ["gathering", "quoted", "running", "paused"].includes(status),
      retryFailed: retryable > 0 && ["running", "paused", "done"].includes(status),
      approveAll: counts.ready > 0,
      undoAll: counts.published > 0,
    },
  };
}
