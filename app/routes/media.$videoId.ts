import type { LoaderFunctionArgs } from "@remix-run/node";
import { sendFile } from "#app/lib/send-file.server.ts";
import { services } from "#app/services.server.ts";
import { say } from "#app/words/say.ts";

const MAX_AGE_SECONDS = 3600;

/**
 * The kept MP4 behind a signed link that ends: `<video>` cannot send a session token (platform §6.4). A link that is wrong
 * or out of date, and a file that is not there, answer alike.
 */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const kept = await services().videos.openKeptFile({
    videoId: params.videoId ?? "",
    expires: searchParams.get("expires") ?? "",
    signature: searchParams.get("signature") ?? "",
  });
  if (!kept) return new Response(say("files.link_ended"), { status: 404, headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" } });
  return sendFile({ request, file: kept, contentType: "video/mp4", maxAgeSeconds: MAX_AGE_SECONDS, ...(context.writable && { writable: context.writable }) });
}
