// The JSON columns of a batch, with their shapes. Whatever stands in the database goes through these on its way in.
import { z } from "zod";
import { anywayReasons, skipReasons } from "./batch-view.ts";

export const automaticRules = ["new_product", "tag", "without_video"] as const;
export type AutomaticRule = (typeof automaticRules)[number];

const anyway = z.array(z.enum(anywayReasons)).default([]);

/** How a batch was chosen, as it is kept: chosen by hand, the products are its items. */
export const keptSelection = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("hand"), anyway }),
  z.object({ kind: z.literal("search"), search: z.string(), anyway }),
  z.object({ kind: z.literal("collection"), collectionGid: z.string(), collectionTitle: z.string(), anyway }),
  z.object({ kind: z.literal("without_video"), anyway }),
  z.object({ kind: z.literal("automatic"), rule: z.enum(automaticRules), tag: z.string(), since: z.string(), most: z.number().int().positive(), anyway }),
]);
export type KeptSelection = z.infer<typeof keptSelection>;

/** Where gathering stands. `looked`: products seen at Shopify; `more`: the choice has more than a batch takes. */
export const gatherNotes = z.object({
  after: z.string().nullable().default(null),
  looked: z.number().default(0),
  listed: z.boolean().default(false),
  more: z.boolean().default(false),
});
export type GatherNotes = z.infer<typeof gatherNotes>;

export const keptQuote = z.object({
  products: z.number(),
  creditsEach: z.number(),
  expectedCredits: z.number(),
  available: z.number().nullable(),
  frozen: z.number().nullable(),
  planSlotsLeft: z.number().nullable(),
  weekLeft: z.number().nullable(),
  hourLeft: z.number().nullable(),
  skipped: z.array(z.object({ reason: z.enum(skipReasons), products: z.number() })),
  minutes: z.object({ from: z.number(), to: z.number() }),
  blockers: z.array(z.string()),
  notices: z.array(z.string()),
});
