import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { services } from "#app/services.server.ts";
import { receiveWebhook } from "#app/shopify.server.ts";

const changed = z.object({ admin_graphql_api_id: z.string().regex(/^gid:\/\/shopify\/Product\/\d+$/) });

/** A product changed, or only its stock: what changed is looked at later by a job, and only where a video could be out of date. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, topic, webhookId, payload } = await receiveWebhook(request);
  const { videos, log } = services();
  const product = changed.safeParse(payload);
  if (product.success) await videos.noteProductChange({ webhookId, topic, shop, productGid: product.data.admin_graphql_api_id });
  else log.warn({ shop, topic, webhookId }, "a changed product has no id; nothing was done");
  return new Response(null);
}
