import type { MerchantFile, Prisma, PrismaClient } from "@prisma/client";
import type { KeptFiles } from "#app/files/kept-files.ts";
import type { Material, SentFile } from "./recipes/recipe.ts";

/** Unused files of merchants are erased after this time, in ms: a week is long enough for a second thought. */
const UNUSED_MS = 7 * 24 * 3_600_000;
const AT_ONCE = 100;

/** Free for the next video: no video has taken it, or one that came to nothing. */
const free = (o: { shop: string; productGid: string }) => ({
  shop: o.shop, productGid: o.productGid, ofShop: false, erasedAt: null, OR: [{ videoId: null }, { video: { status: { in: ["failed", "canceled", "discarded"] } } }],
});

/** The files that a merchant brought for this product and that no video has used yet, oldest first. */
export function pendingMerchantFiles(db: PrismaClient | Prisma.TransactionClient, o: { shop: string; productGid: string }): Promise<MerchantFile[]> {
  return db.merchantFile.findMany({ where: free(o), orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
}

/** The files that these videos took, erased ones too: only their names are left of those. */
export function sentMerchantFiles(db: PrismaClient, o: { shop: string; videoIds: string[] }): Promise<MerchantFile[]> {
  return db.merchantFile.findMany({ where: { shop: o.shop, videoId: { in: o.videoIds } } });
}

/** The files by the names under which NemoVideo gets them, as prompts speak of them. */
export function sentNames(files: MerchantFile[]): { footage: SentFile[]; logo: SentFile | undefined } {
  const named = (kind: string) => files.filter((file) => file.kind === kind).map(({ filename, seconds }) => ({ filename, seconds: seconds ?? undefined }));
  return { footage: named("footage"), logo: named("logo").at(-1) };
}

/** Gives the pending files that the recipe takes to the video that uses them. */
export async function takeMerchantFiles(tx: Prisma.TransactionClient, o: { shop: string; productGid: string; videoId: string; takes: Material[] }): Promise<void> {
  const kinds = (["footage", "logo"] as const).filter((kind) => o.takes.includes(kind));
  await tx.merchantFile.updateMany({ where: { ...free(o), kind: { in: kinds } }, data: { videoId: o.videoId } });
}

/**
 * Removes the files from where they are kept; rows of used ones stay and say so. A file that is gone already is no failure. A shop's logo goes
 * only when the last row that names it does: their rows say so first, and what a crash leaves behind is swept as a stray.
 */
export async function eraseMerchantFiles(db: PrismaClient, keptFiles: KeptFiles, files: MerchantFile[]): Promise<void> {
  const mark = (rows: MerchantFile[]) => db.merchantFile.updateMany({ where: { id: { in: rows.map((file) => file.id) } }, data: { erasedAt: new Date() } });
  const logos = files.filter((file) => file.ofShop);
  if (logos.length) await mark(logos);
  const named = logos.length ? await db.merchantFile.findMany({ where: { shop: { in: logos.map((file) => file.shop) }, file: { in: logos.map((file) => file.file) }, erasedAt: null }, select: { file: true } }) : [];
  const still = new Set(named.map((row) => row.file));
  await keptFiles.remove([...new Set(files.map((file) => file.file))].filter((file) => !still.has(file)));
  await mark(files.filter((file) => !file.ofShop));
}

/** Erases what nobody needs any more: files of videos that are made, and those that waited for a week for a video or for another try. */
export async function sweepMerchantFiles(o: { db: PrismaClient; keptFiles: KeptFiles; now: Date }): Promise<number> {
  const longAgo = { lt: new Date(o.now.getTime() - UNUSED_MS) };
  const files = await o.db.merchantFile.findMany({
    where: {
      erasedAt: null,
      OR: [
        { video: { status: { in: ["ready", "publishing", "published", "superseded"] } } },
        { videoId: null, ofShop: false, createdAt: longAgo },
        { video: { status: { in: ["failed", "canceled", "discarded", "attention"] }, stepStartedAt: longAgo } },
      ],
    },
    take: AT_ONCE,
  });
  if (files.length) await eraseMerchantFiles(o.db, o.keptFiles, files);
  return files.length;
}
