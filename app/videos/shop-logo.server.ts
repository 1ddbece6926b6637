import type { MerchantFile, Prisma, PrismaClient } from "@prisma/client";
import type { KeptFiles } from "#app/files/kept-files.ts";
import { lockShop } from "./admit-videos.server.ts";
import { eraseMerchantFiles } from "./merchant-files.server.ts";
import type { Material } from "./recipes/recipe.ts";

/** The shop's own logo: its row has no product and no video. */
const shopLogo = (shop: string) => ({ shop, ofShop: true, videoId: null, erasedAt: null });

/** The logo of the whole shop, or null. */
export const readShopLogo = (db: PrismaClient | Prisma.TransactionClient, o: { shop: string }): Promise<MerchantFile | null> =>
  db.merchantFile.findFirst({ where: shopLogo(o.shop), orderBy: { createdAt: "desc" } });

/**
 * Gives the shop's logo to a new video that takes one and brought none: a row of its own for the same kept file, so that the shop may change its
 * logo meanwhile. Only with the shop's row held.
 */
export async function takeShopLogo(tx: Prisma.TransactionClient, o: { shop: string; productGid: string; videoId: string; takes: Material[] }): Promise<void> {
  if (!o.takes.includes("logo")) return;
  const own = await tx.merchantFile.findFirst({ where: { shop: o.shop, videoId: o.videoId, kind: "logo" }, select: { id: true } });
  const logo = own ? null : await readShopLogo(tx, o);
  if (!logo) return;
  const { filename, mime, bytes, file } = logo;
  await tx.merchantFile.create({ data: { shop: o.shop, productGid: o.productGid, videoId: o.videoId, kind: "logo", ofShop: true, filename, mime, bytes, file } });
}

/** Forgets the shop's logo; `but` is the row that came in its place. True when there was one. Videos that took it keep it until they are made. */
export async function dropShopLogo(deps: { db: PrismaClient; keptFiles: KeptFiles }, o: { shop: string; but?: string }): Promise<boolean> {
  const dropped = await deps.db.$transaction(async (tx) => {
    await lockShop(tx, o.shop);
    const rows = await tx.merchantFile.findMany({ where: { ...shopLogo(o.shop), ...(o.but && { id: { not: o.but } }) } });
    await tx.merchantFile.updateMany({ where: { shop: o.shop, id: { in: rows.map(({ id }) => id) } }, data: { erasedAt: new Date() } });
    return rows;
  });
  await eraseMerchantFiles(deps.db, deps.keptFiles, dropped);
  return dropped.length > 0;
}
