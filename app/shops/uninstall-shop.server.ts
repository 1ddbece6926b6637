import type { PrismaClient } from "@prisma/client";

/**
 * The app was removed from the shop: running videos stop at their next step, tokens are forgotten at once. Videos and kept
 * files stay for a reinstall until Shopify asks for them to be erased (shop/redact, 48 hours later).
 */
export async function uninstallShop(db: PrismaClient, shop: string): Promise<void> {
  await db.$transaction(async (tx) => {
    // The shop's row first, as everywhere: admission and a person's change hold it before they touch videos.
    await tx.shop.updateMany({ where: { domain: shop }, data: { uninstalledAt: new Date(), nemoTokenSealed: null, nemoAccountKind: null } });
    await tx.video.updateMany({
      where: { shop, status: { in: ["queued", "making", "publishing"] } },
      data: { status: "canceled", revision: { increment: 1 }, leaseOwner: null, leaseUntil: null, finishedAt: new Date(), errorCode: "shop.uninstalled", merchantText: "The app was removed from the shop while this video was being made." },
    });
    // What was asked of NemoVideo may be charged all the same.
    await tx.video.updateMany({ where: { shop, errorCode: "shop.uninstalled", charged: "no", messages: { some: { sentAt: { not: null } } } }, data: { charged: "maybe" } });
    await tx.session.deleteMany({ where: { shop } });
  });
}
