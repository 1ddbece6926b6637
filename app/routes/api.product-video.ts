import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { answerExtension, refusal } from "#app/answer-extension.server.ts";
import { readJson } from "#app/lib/read-body.ts";
import { services } from "#app/services.server.ts";
import { describeForExtension, videoPath } from "#app/videos/describe-for-extension.ts";
import { say } from "#app/words/say.ts";

const wanted = z.object({ productGid: z.string().regex(/^gid:\/\/shopify\/Product\/\d{1,20}$/) });
const notAProduct = () => refusal(400, "request.invalid", say("extensions.no_product_named"));

/** How a product stands, as JSON (`ProductBrief`), for the extensions. Also where Remix brings the browser's preflight. */
export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return answerExtension(request, async ({ shop, admin }) => {
    const parsed = wanted.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!parsed.success) return notAProduct();
    const page = await services().videos.productPage({ shop, admin, productGid: parsed.data.productGid, recipe: null });
    return page ? Response.json(describeForExtension(page)) : refusal(404, "video.product_gone", say("extensions.product_gone"));
  });
}

/** Begins the product's video; the answer does not wait for it. */
export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return answerExtension(request, async ({ shop, admin, person }) => {
    const parsed = wanted.safeParse(await readJson(request));
    if (!parsed.success) return notAProduct();
    const { videoId, already } = await services().videos.requestVideo({ shop, admin, productGid: parsed.data.productGid, recipe: null, prompt: null, requestedBy: person });
    return Response.json({ videoId, already, path: videoPath(videoId) }, { status: 202 });
  });
}
