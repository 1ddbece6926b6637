import { z } from "zod";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { videoRoom } from "./admin-documents.ts";
import type { AdminGraphql } from "./admin-graphql.server.ts";
import type { VideoRoom } from "./shopify-admin.ts";

const answer = z.object({
  shop: z.object({ plan: z.object({ publicDisplayName: z.string() }) }),
  files: z.object({ nodes: z.array(z.object({ id: z.string() })), pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }) }),
});

/** Both kinds take places of the plan (platform §2.3). */
const search = "media_type:VIDEO OR media_type:MODEL_3D";

/** 5,000 files are the largest limit that is published; more than that is left uncounted. */
const maxPages = 21;
const LARGEST_PAGE = 250;
/** Read beyond what is expected: a shop that got some more still fits into one page. */
const SOME_MORE = 15;

/**
 * The plan's name and how many videos and 3D models the shop has: a point for each of `expected` and a few more, 254 for each 250 of what is
 * beyond them. Null without the scope for files.
 */
export async function countHostedVideos(graphql: AdminGraphql, { signal, expected }: { signal?: AbortSignal | undefined; expected?: number | undefined } = {}): Promise<VideoRoom | null> {
  let hosted = 0;
  let after: string | null = null;
  let planName = "";
  let first = pageFor(expected, 0);
  try {
    for (let pages = 0; pages < maxPages; pages += 1) {
      const { shop, files }: z.infer<typeof answer> = await graphql({ document: videoRoom, variables: { first, after, query: search }, result: answer, repeat: "safe", signal });
      planName = shop.plan.publicDisplayName;
      hosted += files.nodes.length;
      if (!files.pageInfo.hasNextPage) return { planName, hosted };
      after = files.pageInfo.endCursor;
      first = pageFor(expected, hosted);
    }
  } catch (error) {
    if (error instanceof ExpectedError && error.code === "shopify.scope_missing") return null;
    throw error;
  }
  return { planName, hosted: null };
}

/** As large as what is still expected; where there is more than that, as large as can be. */
function pageFor(expected: number | undefined, counted: number): number {
  const still = (expected ?? Infinity) + SOME_MORE - counted;
  return still > 0 ? Math.min(LARGEST_PAGE, still) : LARGEST_PAGE;
}
