import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { Agent, type Dispatcher } from "undici";
import type { NetHost } from "#fakes/net/start-net.ts";

/** Serves the hosts on one loopback port, told apart by the Host header. */
export async function serveHosts(hosts: NetHost[]): Promise<{ origin: string; close(): Promise<void> }> {
  const listener: RequestListener = (request, response) => {
    const name = (request.headers.host ?? "").replace(/:\d+$/, "");
    const found = hosts.find((host) => host.pattern.test(name));
    if (!found) return void response.writeHead(421).end();
    found.listener(request, response);
  };
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

/** Sends every request to one loopback server, whatever host its address names: the wire without TLS, for load. */
export function reachDirectly(origin: string): Dispatcher {
  return new Agent().compose((dispatch) => (options, handler) => {
    const host = new URL(String(options.origin)).host;
    return dispatch({ ...options, origin, headers: withHost(options.headers, host) }, handler);
  });
}

function withHost(headers: Dispatcher.DispatchOptions["headers"], host: string): string[] {
  const flat: string[] = ["host", host];
  if (Array.isArray(headers)) return [...flat, ...headers.map(String)];
  const pairs: Iterable<[string, unknown]> = headers && Symbol.iterator in headers ? (headers as Iterable<[string, unknown]>) : Object.entries(headers ?? {});
  for (const [name, value] of pairs) if (value !== undefined && name.toLowerCase() !== "host") flat.push(name, String(value));
  return flat;
}
