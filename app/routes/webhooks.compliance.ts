import type { ActionFunctionArgs } from "@remix-run/node";
import { services } from "#app/services.server.ts";
import { authSessions, receiveWebhook } from "#app/shopify.server.ts";

/**
 * The three deliveries that the law asks for (platform §4.5). The app holds nothing about customers, so customers/* are noted only;
 * shop/redact comes 48 hours after the app was removed and erases everything of the shop.
 */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, topic, webhookId, triggeredAt } = await receiveWebhook(request);
  const { videos, log } = services();
  const reinstalled = topic === "SHOP_REDACT" && triggeredAt !== null && (await authSessions.hasTokenIssuedAfter({ shop, moment: triggeredAt }));
  if (topic === "SHOP_REDACT" && !reinstalled) await videos.redactShop({ shop });
  // Noted last, as in app/uninstalled: safe to repeat, and never lost.
  const first = await videos.takeWebhook({ webhookId, topic, shop });
  log.info({ shop, topic, reinstalled, first }, "webhook done");
  return new Response(null);
}
