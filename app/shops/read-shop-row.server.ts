import type { PrismaClient, Shop } from "@prisma/client";

/** The shop's whole row, or null. In plain SQL, because every page view and every call of NemoVideo begins with it (docs/performance.md). */
export async function readShopRow(db: Pick<PrismaClient, "$queryRaw">, shop: string): Promise<Shop | null> {
  const [row] = await db.$queryRaw<Shop[]>`SELECT * FROM "Shop" WHERE domain = ${shop}`;
  return row ?? null;
}
