import type { Prisma, PrismaClient } from "@prisma/client";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence } from "#app/words/say.ts";

/**
 * The app was removed from the shop: running videos stop at their next step, tokens are forgotten at once. Videos and kept
 * files stay for a reinstall until Shopify asks for them to be erased (shop/redact, 48 hours later).
 */
export async function uninstallShop(db: PrismaClient, shop: string): Promise<void> {
  await db.$transaction(async (tx) => {
    // The shop's row first, as everywhere: admission and a person's change hold it before they touch videos.
    await tx.shop.updateMany({ where: { domain: shop }, data: { uninstalledAt: new Date(), nemoTokenSealed: null, nemoAccountKind: null, removeAllAt: null, removeAllBy: null, removeAllDoneAt: null } });
    await stopOnListings(tx, shop);
    await tx.video.updateMany({
      where: { shop, status: { in: ["queued", "making"] } },
      data: { status: "canceled", revision: { increment: 1 }, leaseOwner: null, leaseUntil: null, finishedAt: new Date(), errorCode: "shop.uninstalled", merchantText: keepSentence(sentence("shops.uninstalled_while_made")) },
    });
    // What was asked of NemoVideo may be charged all the same.
    await tx.video.updateMany({ where: { shop, errorCode: "shop.uninstalled", charged: "no", messages: { some: { sentAt: { not: null } } } }, data: { charged: "maybe" } });
    await stopBatches(tx, shop);
    await tx.session.deleteMany({ where: { shop } });
  });
}

/** What waits in a batch keeps its turn; after a reinstallation a person decides whether it goes on. */
async function stopBatches(tx: Prisma.TransactionClient, shop: string): Promise<void> {
  await tx.batch.updateMany({ where: { shop, status: "running" }, data: { status: "paused", pausedWhy: "person", pausedText: keepSentence(sentence("shops.uninstalled_while_batch")), revision: { increment: 1 } } });
  await tx.batch.updateMany({ where: { shop, status: "gathering" }, data: { confirmedAt: null, revision: { increment: 1 } } });
}

const still = { revision: { increment: 1 }, leaseOwner: null, leaseUntil: null, nextTryAt: null };

/**
 * Videos on their way onto a product or off it. They are made and paid for, and their file may be on the product: after a reinstallation they can go on, and
 * what is on a product counts as published.
 */
async function stopOnListings(tx: Prisma.TransactionClient, shop: string): Promise<void> {
  const publishing = { status: "attention", canRetry: true, errorCode: "shop.uninstalled", merchantText: keepSentence(sentence("shops.uninstalled_while_published")) };
  await tx.video.updateMany({ where: { shop, OR: [{ status: "publishing" }, { status: "queued", approvedAt: { not: null } }] }, data: { ...still, ...publishing } });
  await tx.video.updateMany({ where: { shop, status: "withdrawing", publication: { undoState: "WANTED" } }, data: { ...still, status: "published", step: "done" } });
  await tx.video.updateMany({ where: { shop, status: "withdrawing" }, data: { ...still, status: "withdrawn", step: "off" } });
  await tx.publication.updateMany({ where: { shop, undoState: "WANTED" }, data: { undoState: null, undoWantedAt: null, undoBy: null } });
  await tx.publication.updateMany({ where: { shop, undoState: { in: ["DETACHED", "RESTORED"] } }, data: { undoState: "DONE", undoneAt: new Date(), undoNote: keepSentence(sentence("shops.uninstalled_while_undone")) } });
}
