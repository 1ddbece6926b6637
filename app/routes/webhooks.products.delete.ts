import type { ActionFunctionArgs } from "@remix-run/node";
import { services } from "#app/services.server.ts";
import { receiveWebhook } from "#app/shopify.server.ts";

/**
 * A product was deleted. Nothing is to be done at once: the pipeline asks for the product before it spends and before it
 * publishes, and ends a video of a product that is gone with a sentence. The delivery is noted.
 */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, topic, webhookId } = await receiveWebhook(request);
  const { videos, log } = services();
  const first = await videos.takeWebhook({ webhookId, topic, shop });
  log.info({ shop, topic, first }, "webhook done");
  return new Response(null);
}
