import type { BatchCounts, BatchItemView, BatchView } from "#app/videos/batches/batch-view.ts";

const none: BatchCounts = { waiting: 0, making: 0, ready: 0, publishing: 0, published: 0, withdrawn: 0, withdrawing: 0, attention: 0, failed: 0, canceled: 0, discarded: 0, skipped: 0, all: 0 };

/** A batch that waits for the merchant's word, changed as a test needs it. */
export function makeBatchView(change: Omit<Partial<BatchView>, "counts" | "can"> & { counts?: Partial<BatchCounts>; can?: Partial<BatchView["can"]> } = {}): BatchView {
  const counts = { ...none, waiting: 8, skipped: 3, ...change.counts };
  return {
    batchId: "0199c5a0-0000-7000-8000-00000000000b", title: "11 chosen products", origin: "hand", recipe: "ecommerce-product-video", recipeTitle: "Product showcase",
    status: "quoted", pausedWhy: null, pausedText: null, capCredits: null, spentCredits: 0, mayStillTake: 0,
    quote: {
      products: 8, creditsEach: 100, expectedCredits: 800, available: 1_240, frozen: 0, planSlotsLeft: 240, weekLeft: 1_000, hourLeft: null,
      skipped: [{ reason: "no_picture", products: 1 }, { reason: "has_video", products: 2 }], minutes: { from: 9, to: 24 }, blockers: [], notices: [],
    },
    gathered: 11, createdAt: "2026-11-21T10:00:00.000Z", confirmedAt: null, finishedAt: null, requestedBy: "42",
    ...change,
    counts: { ...counts, all: Object.entries(counts).reduce((sum, [key, n]) => (key === "all" ? sum : sum + n), 0) },
    can: { confirm: false, pause: false, resume: false, cancel: false, retryFailed: false, approveAll: false, undoAll: false, ...change.can },
  };
}

/** A product of a batch whose turn has not come. */
export const makeItem = (change: Partial<BatchItemView> = {}): BatchItemView => ({
  position: 0, productGid: "gid://shopify/Product/8001", productTitle: "White Plimsolls", state: "waiting", skipReason: null, skipText: null, video: null, question: null, ...change,
});
