import type { ActionFunctionArgs } from "@remix-run/node";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { requireSessionToken } from "#app/lib/require-session-token.ts";
import { services } from "#app/services.server.ts";
import { authenticate } from "#app/shopify.server.ts";
import { say } from "#app/words/say.ts";

/** A fresh link to the video's project at NemoVideo, as JSON `{link}`; null when there is none. Never kept: whoever has it has the project. */
export async function action({ request, params }: ActionFunctionArgs) {
  requireSessionToken(request);
  const { session } = await authenticate.admin(request);
  const { videos } = services();
  const which = { shop: session.shop, videoId: params.videoId ?? "" };
  const headers = { "Cache-Control": "no-store" };
  if (!(await videos.getVideo(which))) return Response.json({ error: say("video.none") }, { status: 404, headers });
  try {
    return Response.json({ link: await videos.projectLink(which) }, { headers });
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return Response.json({ link: null }, { headers });
  }
}
