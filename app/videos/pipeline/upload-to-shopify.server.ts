import type { Publication } from "@prisma/client";
import { z } from "zod";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { sentence } from "#app/words/say.ts";
import type { ShopifyAdmin, StagedTarget } from "#app/shopify/shopify-admin.ts";
import type { LocalCopy } from "#app/files/kept-files.ts";
import { pausingUploads } from "./pause-uploads.server.ts";
import type { Step, StepContext } from "./step-context.ts";
import { takeUploadTurn } from "./take-upload-turn.server.ts";

const stagedTarget = z.object({ url: z.string(), resourceUrl: z.string(), parameters: z.array(z.object({ name: z.string(), value: z.string() })) });
/** A staged target is good for about an hour (platform §2.2); an older one is asked for anew. */
const TARGET_GOOD_MS = 45 * 60_000;

/**
 * READY_TO_UPLOAD → STAGED → POSTED → FILE_CREATED (platform §2.2). Every id is stored as soon as it is known; after a lost
 * answer the file is looked up by our filename before anything is created.
 */
export const uploadToShopify: Step = pausingUploads(async (context) => {
  const { video, deps } = context;
  const publication = requirePublication(context);
  const shopify = await deps.shopifyFor(video.shop);
  // Also a video that was on the product before: its file is in the shop, and the kept copy is not needed.
  if (publication.fileGid) return { move: "next", afterMs: publication.seenAt ? 0 : deps.waits.shopifyFirstLookMs };
  // A file that may exist already: a create call was sent before and its answer is not known.
  if (publication.createSentAt && !publication.fileGid) {
    const found = await shopify.findVideoFile({ filename: publication.filename });
    if (found) return storeFile(context, found.fileGid);
    // The search may be half a minute behind (platform §7); creating meanwhile could make a second file.
    const sinceMs = deps.clock.now().getTime() - publication.createSentAt.getTime();
    if (sinceMs < deps.waits.shopifyFindsFileMs) return { move: "again", afterMs: deps.waits.shopifyFirstLookMs };
  }
  const waits = await takeUploadTurn(context, publication);
  if (waits) return waits;
  const resourceUrl = publication.resourceUrl ?? (await stageAndPost(context, shopify, publication));
  await context.holdLease();
  await deps.db.publication.update({ where: { id: publication.id }, data: { createSentAt: deps.clock.now() } });
  try {
    const created = await shopify.createVideoFile({ resourceUrl, filename: publication.filename, alt: publication.alt });
    return await storeFile(context, created.fileGid);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    if (error.code === "shopify.filename_taken") {
      const found = await shopify.findVideoFile({ filename: publication.filename });
      if (found) return storeFile(context, found.fileGid);
    }
    // Shopify said no: nothing was made, so the next try begins with a fresh target.
    if (error.code !== "shopify.answer_lost") await deps.db.publication.update({ where: { id: publication.id }, data: { createSentAt: null, resourceUrl: null, stagedTarget: undefined, stagedAt: null, state: "READY_TO_UPLOAD" } });
    throw error;
  }
});

async function stageAndPost(context: StepContext, shopify: ShopifyAdmin, publication: Publication): Promise<string> {
  const copy = await keptFile(context);
  try {
    return await postCopy(context, shopify, publication, copy);
  } finally {
    await copy.done();
  }
}

async function postCopy(context: StepContext, shopify: ShopifyAdmin, publication: Publication, { path: file, bytes }: LocalCopy): Promise<string> {
  const { deps, signal } = context;
  await context.holdLease();
  const target = usableTarget(publication, deps.clock.now()) ?? (await stage(context, shopify, publication, bytes));
  try {
    await shopify.uploadToStagedTarget({ target, file, filename: publication.filename, bytes, signal });
  } catch (error) {
    // Expired or refused: this target is of no more use. A broken connection may use it again.
    const refused = error instanceof ExpectedError && error.code.startsWith("shopify.staged_target");
    if (refused) await deps.db.publication.update({ where: { id: publication.id }, data: { stagedAt: null, state: "READY_TO_UPLOAD" } });
    throw error;
  }
  await deps.db.publication.update({ where: { id: publication.id }, data: { state: "POSTED", resourceUrl: target.resourceUrl } });
  return target.resourceUrl;
}

// A target reserves a slot in Shopify's limits until it expires: one per file, and a second only when the first is dead.
function usableTarget(publication: Publication, now: Date): StagedTarget | null {
  if (!publication.stagedTarget || !publication.stagedAt) return null;
  if (now.getTime() - publication.stagedAt.getTime() > TARGET_GOOD_MS) return null;
  return stagedTarget.parse(publication.stagedTarget);
}

async function stage({ deps }: StepContext, shopify: ShopifyAdmin, publication: Publication, bytes: number): Promise<StagedTarget> {
  const target = await shopify.createStagedTarget({ filename: publication.filename, bytes });
  await deps.db.publication.update({ where: { id: publication.id }, data: { state: "STAGED", stagedTarget: { ...target }, stagedAt: deps.clock.now() } });
  return target;
}

async function storeFile({ deps, video }: StepContext, fileGid: string) {
  await deps.db.publication.update({ where: { videoId: video.id }, data: { state: "FILE_CREATED", fileGid } });
  return { move: "next", afterMs: deps.waits.shopifyFirstLookMs } as const;
}

/** The row that approval made. */
export function requirePublication({ video }: StepContext): Publication {
  if (!video.publication) throw new Error(`video ${video.id} is in step ${video.step} without a publication`);
  return video.publication;
}

async function keptFile({ video, deps, signal }: StepContext): Promise<LocalCopy> {
  const render = video.renders.findLast((candidate) => candidate.keptFile);
  const copy = render?.keptFile ? await deps.keptFiles.localCopy(render.keptFile, signal) : null;
  if (!copy) {
    throw new ExpectedError({ code: "video.file_gone", message: "the kept file is missing", charged: "no", retryable: false,
      merchantMessage: sentence("publication.no_copy") });
  }
  return copy;
}
