import type { PrismaClient } from "@prisma/client";

/** Erases every row of the shop. Kept files are erased by the caller, who knows where they lie. */
export async function redactShop(db: PrismaClient, shop: string): Promise<void> {
  await db.$transaction([
    db.session.deleteMany({ where: { shop } }),
    db.webhookDelivery.deleteMany({ where: { shop } }),
    db.keptChoices.deleteMany({ where: { shop } }),
    db.video.deleteMany({ where: { shop } }),
    db.nemoSession.deleteMany({ where: { shop } }),
    db.shop.deleteMany({ where: { domain: shop } }),
  ]);
}
