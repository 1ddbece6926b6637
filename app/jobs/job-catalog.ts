// Words: a *job* is a row in the queue's table, a *queue* its name, a *handler* the code for one queue, a *worker* the loop
// that fetches jobs, an *attempt* one run of a job, the *lease* how long and by whom a job (or a video) is held, a *dead
// letter* a job that will not be tried again by itself.
import type { z } from "zod";

/** One queue. Times in seconds. Payloads hold ids only; new fields are optional, because old jobs outlive a deploy. */
export interface QueueDefinition<Payload = unknown> {
  name: string;
  payload: z.ZodType<Payload>;
  /** How many jobs of this queue one process works on at the same time. */
  concurrency: number;
  /** Attempts after the first; only a worker's death uses them, handlers keep their own count. */
  retryLimit: number;
  /** A run that takes longer is given to another worker. */
  expireInSeconds: number;
  /** Queue for jobs whose attempts are used up. */
  deadLetter?: string;
  /** `short`: at most one waiting job per singleton key, while a running one may enqueue its successor. */
  policy: "standard" | "short";
  /** A delayed job of another process may come some seconds late: such are looked for five times more seldom. */
  unhurried?: true;
  /** Cron expression for a queue that feeds itself. */
  cron?: string;
}
