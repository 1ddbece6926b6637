import type { PrismaClient, Shop } from "@prisma/client";

/** The shop's row; made at the first page view, and taken back into use after a reinstall. */
export async function ensureShop(db: PrismaClient, shop: string): Promise<Shop> {
  const found = await db.shop.findUnique({ where: { domain: shop } });
  if (found && !found.uninstalledAt) return found;
  return db.shop.upsert({ where: { domain: shop }, create: { domain: shop }, update: { uninstalledAt: null, installedAt: new Date() } });
}
