// What routes may ask about batches. Types only; put together in services.server.ts.
import type { ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import type { ChosenOptions } from "#app/videos/choices.ts";
import type { SelectionStarted } from "#app/videos/selection-plan.ts";
import type { AnywayReason, BatchItemView, BatchSelection, BatchView, ItemFilter } from "./batch-view.ts";

/** Products of one batch at most; more is refused with `batch.too_many`. */
export const BATCH_LIMIT = 10_000;

export interface NewBatch {
  shop: string;
  selection: BatchSelection;
  /** Null is the shop's own. */
  recipe: string | null;
  /** Null takes what is kept per product. */
  chosen: ChosenOptions | null;
  anyway?: AnywayReason[];
  requestedBy: string | null;
  requestKey: string;
}

/** Every function takes the shop first and never answers for another one: a foreign id is null or `batch.not_found`. */
export interface BatchesService {
  /**
   * Takes the choice in and answers at once (10,000 products by hand in ≤2 s); products are looked up and quoted by a job. Nothing is spent
   * before confirmBatch. `requestKey` makes a repeated request find the first batch. `anyway`: products that would be left out for one of
   * these reasons are made all the same. Throws ExpectedError `batch.*`.
   */
  createBatch(o: NewBatch): Promise<{ batchId: string }>;
  /** createBatch and confirmBatch in one, by the shop's own recipe, for products whose plan the merchant has read already (the admin's product list). */
  startSelection(o: { shop: string; productGids: string[]; requestedBy: string | null; requestKey: string }): Promise<SelectionStarted>;
  getBatch(o: { shop: string; batchId: string }): Promise<BatchView | null>;
  /** Newest first. `before`: the batchId where the next page begins. */
  listBatches(o: { shop: string; before: string | null; take: number }): Promise<{ batches: BatchView[]; next: string | null }>;
  /** Rows in the order of their turns. `after`: position of the last row seen, -1 for the start. */
  batchItems(o: { shop: string; batchId: string; filter: ItemFilter; after: number; take: number }): Promise<{ items: BatchItemView[]; next: number | null }>;
  /** Looks at the quote's changing parts again (balance, limits). */
  refreshQuote(o: { shop: string; batchId: string; admin: ShopifyAdmin }): Promise<void>;
  /** The paid decision. `capCredits` null for no cap. */
  confirmBatch(o: { shop: string; batchId: string; capCredits: number | null; confirmedBy: string | null }): Promise<void>;
  pauseBatch(o: { shop: string; batchId: string }): Promise<void>;
  /** `capCredits` undefined leaves the cap as it is. */
  resumeBatch(o: { shop: string; batchId: string; capCredits?: number | null }): Promise<void>;
  /** Those that have not begun cost nothing; those being made may still be charged and are canceled too when `alsoBegun`. */
  cancelBatch(o: { shop: string; batchId: string; alsoBegun: boolean }): Promise<void>;
  /** Tries the free part of failed videos again, and begins again those that never cost anything. Returns how many. */
  retryFailed(o: { shop: string; batchId: string }): Promise<{ retried: number }>;
  /** Approves what is ready, or only `videoIds`. Returns how many; those that cannot be approved stay as they are. */
  approveReady(o: { shop: string; batchId: string; videoIds: string[] | null; place: string; approvedBy: string | null }): Promise<{ approved: number; left: number }>;
  /** Takes the batch's published videos off their listings again. Returns how many were begun. */
  undoPublished(o: { shop: string; batchId: string; undoneBy: string | null }): Promise<{ begun: number; left: number }>;
  /** One answer in words to the same question of several videos: one paid message each. */
  answerAll(o: { shop: string; batchId: string; videoIds: string[]; text: string; requestedBy: string | null }): Promise<{ sent: number; left: number }>;
  /** Per-product rows as CSV text in pieces, RFC 4180, safe to open in a spreadsheet. */
  batchCsv(o: { shop: string; batchId: string }): Promise<AsyncIterable<string> | null>;
}
