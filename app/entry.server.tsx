import type { EntryContext, HandleErrorFunction } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { db } from "#app/db.server.ts";
import { gatherPieces } from "#app/lib/gather-pieces.server.ts";
import { log } from "#app/log.server.ts";
import { framePolicy, shopOf } from "#app/shopify/check-launch-query.ts";
import { addDocumentResponseHeaders } from "#app/shopify.server.ts";
import { say } from "#app/words/say.ts";

// server.ts reaches the worker through the build's entry module: worker and routes then share one set of modules.
export { startWorker } from "#app/worker.server.ts";
export { answerOperator, readFor } from "#app/services.server.ts";

/** Whether the database answers a trivial question. For /readyz; the caller sets the time limit. */
export async function askDatabase(): Promise<void> {
  await db.$queryRaw`SELECT 1`;
}

/** How long a document may take to stream, in milliseconds. */
export const streamTimeout = 5000;

export default function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext) {
  addDocumentResponseHeaders(request, headers);
  // The library names hosts of Shopify's own developers as well; with no shop in the address the route that signed in names it.
  const shop = shopOf(request);
  // The router cannot draw a page for an address that begins like another host's.
  if (/^\/(\/|\\|%5c|%2f)/i.test(new URL(request.url).pathname)) return new Response(say("requests.no_address"), { status: 404, headers: { "Content-Security-Policy": framePolicy(null), "Content-Type": "text/plain; charset=utf-8" } });
  if (shop || !headers.has("Content-Security-Policy")) headers.set("Content-Security-Policy", framePolicy(shop));
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
  const ready = isbot(request.headers.get("user-agent") ?? "") ? "onAllReady" : "onShellReady";
  return new Promise<Response>((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={context} url={request.url} />, {
      [ready]: () => resolve(new Response(gatherPieces(pipe), { headers, status })),
      onShellError: reject,
      onError(error: unknown) {
        status = 500;
        log.error({ err: error, path: new URL(request.url).pathname }, "a page could not be drawn");
      },
    });
    setTimeout(abort, streamTimeout + 1000).unref();
  });
}

/** Bugs are logged with their cause and the path; never the query, which may carry a session token. */
export const handleError: HandleErrorFunction = (error, { request }) => {
  if (request.signal.aborted) return; // the browser went away
  log.error({ err: error, path: new URL(request.url).pathname, method: request.method }, "a request failed");
};
