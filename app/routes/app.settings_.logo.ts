import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { problemOf } from "#app/components/describe-problem.ts";
import { requireSessionToken } from "#app/lib/require-session-token.ts";
import { services } from "#app/services.server.ts";
import { authenticate } from "#app/shopify.server.ts";

const incoming = z.object({ name: z.string().min(1).max(300) });

/** The logo of the whole shop. POST takes it as the plain body (name in the address) and answers `{file}` or `{problem}`; DELETE erases it, or answers 404. */
export async function action({ request }: ActionFunctionArgs) {
  requireSessionToken(request);
  const { session } = await authenticate.admin(request);
  const { shop } = session;
  const { videos } = services();
  if (request.method === "DELETE") {
    const dropped = await videos.dropShopLogo({ shop });
    return Response.json({ dropped }, { status: dropped ? 200 : 404 });
  }
  const asked = incoming.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success || request.method !== "POST" || !request.body) return Response.json({ error: "This is no logo." }, { status: 400 });
  const announced = Number(request.headers.get("content-length") ?? Number.NaN);
  try {
    const file = await videos.receiveShopLogo({ shop, filename: asked.data.name, body: request.body, announcedBytes: Number.isSafeInteger(announced) ? announced : null, signal: request.signal });
    return Response.json({ file }, { status: 201 });
  } catch (error) {
    return Response.json({ problem: problemOf(error, { spends: false }) }, { status: 422 });
  }
}
