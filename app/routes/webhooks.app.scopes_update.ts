import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { services } from "#app/services.server.ts";
import { authSessions, receiveWebhook } from "#app/shopify.server.ts";

const body = z.object({ current: z.array(z.string()) });

/** What the shop allows the app has changed. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, topic, webhookId, payload } = await receiveWebhook(request);
  const { videos, shops, log } = services();
  const parsed = body.safeParse(payload);
  if (!parsed.success) throw new Response(null, { status: 400 });
  await authSessions.recordScopes({ shop, scopes: parsed.data.current });
  await shops.permissionsChanged({ shop });
  const first = await videos.takeWebhook({ webhookId, topic, shop });
  log.info({ shop, topic, first }, "webhook done");
  return new Response(null);
}
