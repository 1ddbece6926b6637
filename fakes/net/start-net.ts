import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { createSecureContext } from "node:tls";
import { makeCertificates } from "./make-certificates.ts";
import { tunnelUpgrade } from "./tunnel-upgrade.ts";

export interface NetHost {
  /** Tested against the host name, without a port. */
  pattern: RegExp;
  /** Answers as that host; bodies are never gathered on the way. */
  listener: RequestListener;
  /** Loopback port that takes the host's websockets. */
  upgradeTo?: number;
}

export interface Net {
  /** http://127.0.0.1:port, for HTTPS_PROXY and --proxy-server. */
  proxyUrl: string;
  caFile: string;
  spki: string;
  /** host:port of every connection that was refused, or "plain <url>" for unencrypted ones. */
  refused: string[];
  /** "METHOD host/path" of every request that was answered, oldest first. */
  calls: string[];
  close(): Promise<void>;
}

/**
 * The whole internet as the app may see it: a CONNECT proxy on loopback. Hosts of the table are answered here over TLS with
 * certificates of a throwaway authority kept in `dir`; everything else is refused with 502 and written down.
 */
export async function startNet({ dir, hosts, port = 0 }: { dir: string; hosts: NetHost[]; port?: number }): Promise<Net> {
  const certificates = await makeCertificates(dir);
  const refused: string[] = [];
  const calls: string[] = [];
  const find = (hostName: string) => hosts.find((host) => host.pattern.test(hostName));
  const hostNameOf = (req: IncomingMessage) => (req.headers.host ?? "").split(":")[0] ?? "";

  const answer = (req: IncomingMessage, res: ServerResponse) => {
    const host = find(hostNameOf(req));
    calls.push(`${req.method} ${req.headers.host}${(req.url ?? "/").split("?")[0]}`);
    if (!host) return void res.writeHead(421).end();
    host.listener(req, res);
  };
  const secureContextFor = async (hostName: string) =>
    createSecureContext({ key: certificates.leafKeyPem, cert: await certificates.certificateFor(hostName) });
  const tls = createTlsServer({
    key: certificates.leafKeyPem, cert: await certificates.certificateFor("stand-in.invalid"),
    SNICallback: (hostName, done) => void secureContextFor(hostName).then((context) => done(null, context), done),
  }, answer);
  // A hung-up client is the client's business.
  tls.on("tlsClientError", (_error, socket) => socket.destroy());
  tls.requestTimeout = 0;
  tls.on("upgrade", (req, socket, head) => {
    const to = find(hostNameOf(req))?.upgradeTo;
    if (to) tunnelUpgrade(req, socket, head, to);
    else socket.destroy();
  });

  const proxy = createServer((req, res) => {
    refused.push(`plain ${req.url}`);
    res.writeHead(502, { "content-type": "text/plain" }).end("The stand-in internet answers only https.");
  });
  const sockets = new Set<Socket>();
  proxy.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  proxy.on("connect", (req, socket: Socket, head) => {
    socket.on("error", () => socket.destroy());
    const [hostName = "", askedPort] = (req.url ?? "").split(":");
    if (askedPort !== "443" || !find(hostName)) {
      refused.push(req.url ?? "");
      return void socket.end("HTTP/1.1 502 Not in the stand-in internet\r\n\r\n");
    }
    socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    if (head.length) socket.unshift(head);
    tls.emit("connection", socket);
  });
  await new Promise<void>((listening, failed) => {
    proxy.once("error", failed);
    proxy.listen(port, "127.0.0.1", listening);
  });
  return {
    proxyUrl: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, caFile: certificates.caFile, spki: certificates.spki, refused, calls,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => proxy.close(closed));
    },
  };
}
