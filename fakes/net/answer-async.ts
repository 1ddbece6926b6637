import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

/** A listener out of an async function. What it throws is a fault of the stand-in: loud on the console, 500 to the client. */
export function answerAsync(answer: (req: IncomingMessage, res: ServerResponse, url: URL) => Promise<void> | void): RequestListener {
  return (req, res) => {
    const text = `https://${req.headers.host ?? "unknown"}${req.url ?? "/"}`;
    if (!URL.canParse(text)) return void res.writeHead(400, { "content-type": "text/plain" }).end("Bad Request");
    const url = new URL(text);
    void (async () => answer(req, res, url))().catch((error: unknown) => {
      // A client that went away is not a fault.
      if (req.errored || res.destroyed) return;
      console.error(`stand-in of ${url.host}:`, error);
      if (!res.headersSent) res.writeHead(500, { "content-type": "text/plain" });
      res.end("The stand-in broke; its console says why.");
    });
  };
}
