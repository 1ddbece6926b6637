import type { PrismaClient } from "@prisma/client";

/** Notes a delivery; true the first time. Shopify delivers at least once (platform §6.1). */
export async function takeWebhook(db: PrismaClient, o: { webhookId: string; topic: string; shop: string }): Promise<boolean> {
  const { count } = await db.webhookDelivery.createMany({ data: [{ id: o.webhookId, topic: o.topic, shop: o.shop }], skipDuplicates: true });
  return count === 1;
}
