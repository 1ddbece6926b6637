import type { LoaderFunctionArgs } from "@remix-run/node";
import { wordsModule } from "#app/services.server.ts";

/** The words of the panel in one language, for the browser. Public: there is nothing of a shop in them. */
export function loader({ params }: LoaderFunctionArgs) {
  const module = wordsModule(params.file ?? "");
  if (!module) return Response.json({ error: "There are no words under this address." }, { status: 404 });
  return new Response(module.text, {
    headers: { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": module.current ? "public, max-age=31536000, immutable" : "no-cache", "X-Content-Type-Options": "nosniff" },
  });
}
