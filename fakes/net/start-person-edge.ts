import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { passThrough } from "./pass-through.ts";
import { withEncoded } from "./rewrite-text.ts";
import type { NetHost } from "./start-net.ts";
import { tunnelUpgrade } from "./tunnel-upgrade.ts";

const ADMIN_HOST = "admin.shopify.com";

export interface PersonEdgeOptions {
  /** Port of the admin and of the mirrored hosts. 0: any free one. */
  port: number;
  /** Port on which the app appears. 0: any free one. */
  edgePortOfApp: number;
  /** Port on which the app listens. */
  appPort: number;
  /** The app's real address, https. */
  appUrl: string;
  hosts: NetHost[];
  /** Host names that a browser loads from, such as "cdn.shopify.com"; each appears under /<host name>/ on `port`. */
  mirrored: string[];
}

export interface PersonEdge {
  /** http://localhost:port, the stand-in admin. */
  adminOrigin: string;
  /** http://localhost:port, the app as the admin frames it. */
  appOrigin: string;
  /** The address in a person's browser for an address on the stand-in internet. */
  toPersonUrl(url: string): string;
  close(): Promise<void>;
}

/**
 * The stand-in internet for an ordinary browser: no proxy, no certificate, no flags. The admin and the app appear on localhost, and addresses in text
 * bodies and headers (the framing policy among them) are exchanged on the way. The app is unchanged and knows nothing.
 */
export async function startPersonEdge(o: PersonEdgeOptions): Promise<PersonEdge> {
  const inside = createServer((req, res) => {
    const host = o.hosts.find((one) => one.pattern.test(req.headers.host ?? ""));
    if (host) host.listener(req, res);
    else res.writeHead(421).end();
  });
  await listen(inside, 0, "127.0.0.1");
  const insidePort = portOf(inside);

  const admin = twoServers();
  const app = twoServers();
  const close = async () => {
    await Promise.all([inside, ...admin.servers, ...app.servers].map(async (server) => {
      server.closeAllConnections();
      if (server.listening) await new Promise((closed) => server.close(closed));
    }));
  };
  try {
    await admin.listen(o.port);
    await app.listen(o.edgePortOfApp);
  } catch (error) {
    await close();
    throw error;
  }
  const adminOrigin = `http://localhost:${admin.port()}`;
  const appOrigin = `http://localhost:${app.port()}`;
  const appHost = new URL(o.appUrl).host;
  const replacements = withEncoded([
    [new URL(o.appUrl).origin, appOrigin], [`https://${ADMIN_HOST}`, adminOrigin],
    ...o.mirrored.map((host) => [`https://${host}`, `${adminOrigin}/${host}`] as const),
  ]);

  admin.answer((req, res) => {
    const url = req.url ?? "/";
    const host = o.mirrored.find((name) => url.startsWith(`/${name}/`));
    passThrough(req, res, { port: insidePort, path: host ? url.slice(host.length + 1) : url, host: host ?? ADMIN_HOST, replacements });
  });
  app.answer((req, res) => passThrough(req, res, { port: o.appPort, path: req.url ?? "/", host: appHost, replacements }));
  for (const server of app.servers) server.on("upgrade", (req, socket, head) => tunnelUpgrade(req, socket, head, o.appPort));
  return {
    adminOrigin, appOrigin,
    toPersonUrl: (url) => replacements.reduce((text, [from, to]) => text.replace(from, to), url),
    close,
  };
}

/** localhost is 127.0.0.1 for one browser and ::1 for the next: a server for each, on one port. */
function twoServers() {
  const servers = [createServer(), createServer()] as const;
  const [four, six] = servers;
  return {
    servers,
    port: () => portOf(four),
    answer: (listener: RequestListener) => servers.forEach((server) => server.on("request", listener)),
    async listen(port: number) {
      await listen(four, port, "127.0.0.1");
      await listen(six, portOf(four), "::1").catch((error: NodeJS.ErrnoException) => {
        // A computer without IPv6 needs only the first.
        if (error.code !== "EADDRNOTAVAIL" && error.code !== "EAFNOSUPPORT") throw error;
      });
    },
  };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((listening, failed) => {
    server.once("error", failed);
    server.listen(port, host, () => {
      server.off("error", failed);
      listening();
    });
  });
}
