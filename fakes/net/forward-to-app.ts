import { request as httpRequest, type IncomingHttpHeaders, type RequestListener } from "node:http";
import { pipeline } from "node:stream";

/**
 * A listener that passes requests on to the app's port as the edge of a hosting platform does: TLS ends here, X-Forwarded-* tell
 * of it, bodies stream both ways. 502 when the app does not answer.
 */
export function forwardToApp(appPort: number): RequestListener {
  return (req, res) => {
    const headers: IncomingHttpHeaders = {
      ...req.headers, "x-forwarded-proto": "https", "x-forwarded-host": req.headers.host, "x-forwarded-for": req.socket.remoteAddress ?? "127.0.0.1",
    };
    const upstream = httpRequest({ host: "127.0.0.1", port: appPort, method: req.method, path: req.url, headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      pipeline(answer, res, () => {});
    });
    upstream.on("error", (error) => {
      if (res.headersSent) return void res.destroy();
      res.writeHead(502, { "content-type": "text/plain" }).end(`The app does not answer on port ${appPort} (${(error as NodeJS.ErrnoException).code ?? "error"}).`);
    });
    res.on("close", () => upstream.destroy());
    pipeline(req, upstream, () => {});
  };
}
