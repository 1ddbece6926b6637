import type { ActionFunctionArgs } from "@remix-run/node";
import { services } from "#app/services.server.ts";
import { authSessions, receiveWebhook } from "#app/shopify.server.ts";

/** The app was removed from a shop. A late delivery about an installation before the present one changes nothing. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, topic, webhookId, triggeredAt } = await receiveWebhook(request);
  const { videos, log } = services();
  const reinstalled = triggeredAt !== null && (await authSessions.hasTokenIssuedAfter({ shop, moment: triggeredAt }));
  if (!reinstalled) await videos.uninstallShop({ shop });
  // Noted last: the work is safe to repeat, and a delivery whose work failed must do it when it comes again.
  const first = await videos.takeWebhook({ webhookId, topic, shop });
  log.info({ shop, topic, reinstalled, first }, "webhook done");
  return new Response(null);
}
