import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import { rewriteStream, rewriteText, type Replacements } from "./rewrite-text.ts";

const TEXT = /^(text\/(html|css|javascript|plain|event-stream|x-component)|application\/(json|javascript|manifest\+json))/;
const FOR_CONNECTION = ["connection", "keep-alive", "transfer-encoding", "upgrade", "strict-transport-security"];

export interface PassThrough {
  /** Loopback port that answers. */
  port: number;
  path: string;
  /** Host header that the answering side sees. */
  host: string;
  /** Applied to text bodies and headers of the answer, and backwards to the request's address, Origin and Referer. */
  replacements: Replacements;
}

/** Sends a request on to a loopback port under the host's real name and rewrites addresses in the answer. Bodies stream; binary ones are untouched. */
export function passThrough(req: IncomingMessage, res: ServerResponse, o: PassThrough): void {
  const backwards = o.replacements.map(([from, to]) => [to, from] as const);
  const headers: OutgoingHttpHeaders = {
    ...req.headers, host: o.host, "accept-encoding": "identity", "x-forwarded-proto": "https", "x-forwarded-host": o.host, "x-forwarded-for": "127.0.0.1",
  };
  for (const name of ["origin", "referer"]) if (typeof headers[name] === "string") headers[name] = rewriteText(headers[name], backwards);
  const upstream = httpRequest({ host: "127.0.0.1", port: o.port, method: req.method, path: rewriteText(o.path, backwards), headers }, (answer) => {
    const isText = TEXT.test(answer.headers["content-type"] ?? "") && !answer.headers["content-encoding"];
    const own: OutgoingHttpHeaders = {};
    for (const [name, value] of Object.entries(answer.headers)) {
      if (value === undefined || FOR_CONNECTION.includes(name) || (isText && name === "content-length")) continue;
      own[name] = Array.isArray(value) ? value : rewriteText(value, o.replacements);
    }
    res.writeHead(answer.statusCode ?? 502, own);
    if (isText && req.method !== "HEAD") pipeline(answer, rewriteStream(o.replacements), res, () => {});
    else pipeline(answer, res, () => {});
  });
  upstream.on("error", () => {
    if (res.headersSent) return void res.destroy();
    res.writeHead(502, { "content-type": "text/plain" }).end(`Nothing answers for ${o.host} yet. Try again in a moment.`);
  });
  res.on("close", () => upstream.destroy());
  pipeline(req, upstream, () => {});
}
