import type { IncomingMessage, ServerResponse } from "node:http";
import { shortenHeaders, shortenSecrets } from "#fakes/nemo/ledger/shorten-secrets.ts";
import type { RequestEntry } from "#fakes/nemo/ledger/entries.ts";
import type { Fault } from "#fakes/nemo/scenarios/scenario.ts";
import type { World } from "#fakes/nemo/world.ts";

/** One request on its way through a handler. */
export interface Exchange {
  req: IncomingMessage;
  res: ServerResponse;
  url: URL;
  /** The body of JSON routes as it came; empty for the others. */
  body: string;
  entry: RequestEntry;
  fault: Fault | undefined;
  /** The parts of the path that the route names, decoded. */
  params: string[];
  /** True when the body is still to be read by the handler. */
  streams: boolean;
}

/** Writes the request into the ledger and follows it to its end. */
export function beginExchange(world: World, host: RequestEntry["host"], req: IncomingMessage, res: ServerResponse): Exchange {
  const path = req.url ?? "/";
  const entry: RequestEntry = {
    kind: "request", at: world.clock.now(), host, method: req.method ?? "GET", path: shortenSecrets(path),
    headers: shortenHeaders(req.headers), status: null, bytesIn: 0, bytesOut: 0, ended: "open",
  };
  const { finish } = world.ledger.addRequest(entry);
  res.on("close", () => {
    entry.status ??= res.headersSent ? res.statusCode : null;
    entry.ended = res.writableFinished ? "finished" : "cut";
    finish();
  });
  // Whoever hangs up early is no failure of the server.
  res.on("error", () => {});
  req.on("error", () => {});
  return { req, res, url: new URL(path, "http://stand-in.invalid"), body: "", entry, fault: undefined, params: [], streams: false };
}
