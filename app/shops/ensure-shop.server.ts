import type { PrismaClient, Shop } from "@prisma/client";
import { readShopRow } from "./read-shop-row.server.ts";

/** The shop's row; made at the first page view, and taken back into use after a reinstall. */
export async function ensureShop(db: PrismaClient, shop: string): Promise<Shop> {
  const found = await readShopRow(db, shop);
  if (found && !found.uninstalledAt) return found;
  return db.shop.upsert({ where: { domain: shop }, create: { domain: shop }, update: { uninstalledAt: null, installedAt: new Date() } });
}
