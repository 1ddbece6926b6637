import { z } from "zod";
import type { Clock } from "#app/lib/clock.ts";
import { sentence } from "#app/words/say.ts";
import { jobDone, moveMedia as moveDocument } from "./admin-documents.ts";
import type { AdminGraphql } from "./admin-graphql.server.ts";
import { userErrors } from "./create-staged-target.server.ts";
import { publishError, refuseUserErrors } from "./shopify-errors.ts";

const job = z.object({ id: z.string(), done: z.boolean() }).nullable();
const moved = z.object({ productReorderMedia: z.object({ job, mediaUserErrors: userErrors }) });
const looked = z.object({ job });

/**
 * Moves one medium to a zero-based position; a position past the end means the end. Absolute, so it is repeated after a lost answer.
 * Waits for Shopify's own job, first `pollMs`, then half as long again each time, `limitMs` in all (milliseconds); after that
 * `shopify.move_unfinished`, which a fresh read of the media settles.
 */
export async function moveMedia(
  graphql: AdminGraphql,
  o: { productGid: string; mediaGid: string; position: number; signal?: AbortSignal | undefined },
  { clock, pollMs, limitMs }: { clock: Clock; pollMs: number; limitMs: number },
): Promise<void> {
  const moves = [{ id: o.mediaGid, newPosition: String(o.position) }];
  const { productReorderMedia } = await graphql({ document: moveDocument, variables: { id: o.productGid, moves }, result: moved, repeat: "safe", signal: o.signal });
  refuseUserErrors("MoveMedia", productReorderMedia.mediaUserErrors);
  let current = productReorderMedia.job;
  const until = clock.now().getTime() + limitMs;
  // a job that Shopify no longer knows has been done
  for (let waitMs = pollMs; current && !current.done; waitMs *= 1.5) {
    if (clock.now().getTime() + waitMs > until) {
      throw publishError({ code: "shopify.move_unfinished", message: `MoveMedia: the job was not done within ${limitMs} ms`, says: sentence("shopify.move_unfinished"), retryable: true, retryAfterMs: 30_000 });
    }
    await clock.sleep(waitMs, o.signal);
    ({ job: current } = await graphql({ document: jobDone, variables: { id: current.id }, result: looked, repeat: "safe", signal: o.signal }));
  }
}
