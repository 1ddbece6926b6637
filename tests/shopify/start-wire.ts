import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Agent } from "undici";

/** What came over the wire. */
export interface WireRequest {
  path: string;
  operation: string | null;
  variables: unknown;
  headers: IncomingMessage["headers"];
}

export type WireAnswer = (response: ServerResponse, request: IncomingMessage) => void;

/** A plain HTTP server that answers from a list, and a dispatcher that leads every host there. It knows nothing of Shopify. */
export async function startWire() {
  const requests: WireRequest[] = [];
  const answers: WireAnswer[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const parsed = JSON.parse(body || "{}") as { query?: string; variables?: unknown };
    requests.push({ path: request.url ?? "", operation: /(?:query|mutation)\s+(\w+)/.exec(parsed.query ?? "")?.[1] ?? null, variables: parsed.variables, headers: request.headers });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer) answer(response, request);
    else response.writeHead(500).end("no answer planned");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const dispatcher = new Agent({
    connect(_options, callback) {
      const socket = connect(port, "127.0.0.1", () => callback(null, socket as never));
      socket.once("error", (error) => callback(error, null));
    },
  });
  return {
    requests,
    dispatcher,
    /** The answers from now on, one per request; the last one stays. */
    plan(...next: WireAnswer[]) {
      answers.splice(0, answers.length, ...next);
      requests.length = 0;
    },
    async close() {
      await dispatcher.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A JSON answer. */
export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): WireAnswer => (response) => {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
};
/** An HTML page where JSON was due. */
export const html = (status: number): WireAnswer => (response) => {
  response.writeHead(status, { "content-type": "text/html" }).end("<html><body>Something went wrong</body></html>");
};
/** The connection ends without an answer, after the request was read. */
export const cut: WireAnswer = (_response, request) => {
  request.socket.destroy();
};

/** `extensions.cost` as Shopify reports it. */
export const cost = (requested: number, available: number, restoreRate = 100) => ({
  cost: { requestedQueryCost: requested, actualQueryCost: requested, throttleStatus: { maximumAvailable: 2000, currentlyAvailable: available, restoreRate } },
});
/** The refusal for too many points: HTTP 200 (platform §3). */
export const throttled = (requested: number, available: number): WireAnswer =>
  json({ errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }], extensions: cost(requested, available) });
