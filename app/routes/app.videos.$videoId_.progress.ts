import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireSessionToken } from "#app/lib/require-session-token.ts";
import { services } from "#app/services.server.ts";
import { authenticate } from "#app/shopify.server.ts";
import { say } from "#app/words/say.ts";

/** One video as JSON (`VideoView`), for a page that keeps looking. A video of another shop answers as one that does not exist. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  requireSessionToken(request);
  const { session } = await authenticate.admin(request);
  const video = await services().videos.getVideo({ shop: session.shop, videoId: params.videoId ?? "" });
  const headers = { "Cache-Control": "no-store" };
  return video ? Response.json(video, { headers }) : Response.json({ error: say("video.none") }, { status: 404, headers });
}
