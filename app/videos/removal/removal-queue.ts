import { z } from "zod";
import type { QueueDefinition } from "#app/jobs/job-catalog.ts";

const removalJob = z.object({ shop: z.string() });
export type RemovalJob = z.infer<typeof removalJob>;

/** Takes a shop's videos off their products, a few at a time. One waiting job per shop. */
export const removalQueue: QueueDefinition<RemovalJob> = {
  name: "video-removal", payload: removalJob, concurrency: 1, retryLimit: 20, expireInSeconds: 120, policy: "short", unhurried: true,
};
