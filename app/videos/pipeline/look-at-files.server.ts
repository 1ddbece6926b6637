import { z } from "zod";
import type { FileLook } from "#app/shopify/shopify-admin.ts";
import type { StepContext } from "./step-context.ts";

/** What Shopify last said of a publication's file. `withMedia`: `mediaBefore` was read in the same moment. */
export const keptFileLook = z.object({ fileGid: z.string(), fileStatus: z.enum(["UPLOADED", "PROCESSING", "READY", "FAILED"]), errorCode: z.string().nullable(), at: z.string(), withMedia: z.boolean() });
export type KeptFileLook = z.infer<typeof keptFileLook>;

/** Files of one question (Shopify takes 250; a look costs 2 points for each). */
const FILES_A_CALL = 50;

/**
 * One look at a file, shared by all videos of the shop that are due for one: the first of them asks for all (platform §2.2 step 5), the others
 * take what it was told. Null when the file is gone. From the second look on, the product's media are read in the same question, because a
 * file that becomes READY is put on its product at once.
 */
export async function lookAtFiles({ video, deps }: StepContext, own: { id: string; fileGid: string; fileLook: unknown }): Promise<{ file: FileLook | null; media: string[] | null }> {
  const now = deps.clock.now();
  const told = keptFileLook.nullable().parse(own.fileLook);
  if (told && told.fileGid === own.fileGid && now.getTime() - Date.parse(told.at) < deps.waits.shopifyFirstLookMs) return { file: told, media: null };
  const others = await deps.db.publication.findMany({
    where: {
      shop: video.shop, id: { not: own.id }, fileGid: { not: null }, state: "FILE_CREATED",
      video: { status: "publishing", step: "await_shopify", nextTryAt: { lte: new Date(now.getTime() + deps.waits.shopifyFirstLookMs) } },
    },
    orderBy: { createSentAt: "asc" }, take: FILES_A_CALL - 1, select: { id: true, fileGid: true },
  });
  const asked = [{ id: own.id, fileGid: own.fileGid }, ...others.flatMap(({ id, fileGid }) => (fileGid ? [{ id, fileGid }] : []))];
  const fileGids = asked.map(({ fileGid }) => fileGid);
  const shopify = await deps.shopifyFor(video.shop);
  const { files, media } = video.looks > 0
    ? await shopify.getFilesAndMedia({ fileGids, productGid: video.productGid, ...(video.mediaCount !== null && { expected: video.mediaCount }) })
    : { files: await shopify.getFileStatuses({ fileGids }), media: null };
  for (const [at, { id, fileGid }] of asked.entries()) {
    const file = files[at];
    // One that is gone is asked for again by its own video, which then decides.
    if (at === 0 || !file) continue;
    const look: KeptFileLook = { ...file, fileGid, at: now.toISOString(), withMedia: false };
    await deps.db.publication.updateMany({ where: { id, fileGid }, data: { fileLook: look } });
  }
  return { file: files[0] ?? null, media };
}
