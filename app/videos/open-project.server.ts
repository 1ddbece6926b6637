import type { PrismaClient } from "@prisma/client";
import type { NemoClient } from "#app/nemo/nemo-client.ts";
import { videoNotFound } from "./video-errors.ts";
import type { CallNemo } from "./pipeline/step-context.ts";
import { findRecipe } from "./recipes/find-recipe.ts";

interface ProjectDeps {
  db: PrismaClient;
  nemo: NemoClient;
  nemoFor(shop: string, skillSource: string): CallNemo;
}

/**
 * A link that opens the video's project at NemoVideo for 7 days (protocol §12): the way out when a finished file cannot be fetched.
 * Asked for when a person wants it and kept nowhere, because whoever has it has the project. Null when it cannot be had.
 * Throws ExpectedError `video.not_found`.
 */
export async function projectLink(deps: ProjectDeps, o: { shop: string; videoId: string; signal?: AbortSignal }): Promise<string | null> {
  const video = await deps.db.video.findFirst({ where: { id: o.videoId, shop: o.shop }, include: { nemoSession: true } });
  if (!video) throw videoNotFound();
  const { nemoSession } = video;
  if (!nemoSession) return null;
  const callNemo = deps.nemoFor(video.shop, findRecipe(video.recipe).skillSource);
  return callNemo((account) => deps.nemo.claimLink(account, { nemoSessionId: nemoSession.nemoSessionId, nemoTaskId: nemoSession.nemoTaskId, ...(o.signal && { signal: o.signal }) }));
}
