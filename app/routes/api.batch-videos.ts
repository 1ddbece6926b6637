import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { answerExtension, refusal } from "#app/answer-extension.server.ts";
import { readJson } from "#app/lib/read-body.ts";
import { services } from "#app/services.server.ts";
import { say } from "#app/words/say.ts";

/** As many as the admin selects at once. */
const MOST_PRODUCTS = 250;
const wanted = z.object({
  intent: z.enum(["plan", "start"]),
  productGids: z.array(z.string().regex(/^gid:\/\/shopify\/Product\/\d{1,20}$/)).min(1).max(MOST_PRODUCTS),
  /** One per opened window, so that a start that is sent again finds its batch. */
  requestKey: z.uuid().optional(),
});

/** Where Remix brings the browser's preflight; there is nothing to read here. */
export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return answerExtension(request, async () => refusal(405, "request.invalid", say("extensions.ask_with_post")));
}

/** "plan": what would begin for a selection of products. "start": begins it as a batch; the answer does not wait for the videos. */
export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return answerExtension(request, async ({ shop, admin, person }) => {
    const parsed = wanted.safeParse(await readJson(request));
    if (!parsed.success) return refusal(400, "request.invalid", say("extensions.select_products", { most: MOST_PRODUCTS }));
    const { intent, productGids, requestKey = randomUUID() } = parsed.data;
    const { videos, batches } = services();
    if (intent === "plan") return Response.json(await videos.planSelection({ shop, admin, productGids }));
    const begun = await batches.startSelection({ shop, productGids, requestedBy: person, requestKey });
    return Response.json({ ...begun, path: begun.batchId ? `/app/batches/${begun.batchId}` : "/app" }, { status: 202 });
  });
}
