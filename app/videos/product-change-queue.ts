import { z } from "zod";
import type { QueueDefinition } from "#app/jobs/job-catalog.ts";

const productChange = z.object({ shop: z.string(), productGid: z.string() });
export type ProductChange = z.infer<typeof productChange>;

/** Looks at a product that Shopify says has changed. One waiting job per product: Shopify reports every change of stock as well. */
export const productChangeQueue: QueueDefinition<ProductChange> = {
  name: "product-change", payload: productChange, concurrency: 2, retryLimit: 5, expireInSeconds: 120, policy: "short", unhurried: true,
};
