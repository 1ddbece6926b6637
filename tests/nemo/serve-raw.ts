import http from "node:http";
import net from "node:net";
import type { AddressInfo } from "node:net";
import { Agent } from "undici";
import { systemClock } from "#app/lib/clock.ts";
import { createNemoClient, type NemoClientOptions } from "#app/nemo/create-nemo-client.server.ts";
import type { NemoAccount } from "#app/nemo/nemo-client.ts";
import { scaleNemoWaits } from "#app/nemo/nemo-waits.ts";

/** One request as a server saw it. */
export interface SeenRequest {
  method: string;
  url: string;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

export interface TestServer extends AsyncDisposable {
  url: string;
  seen: SeenRequest[];
}

/** An HTTP server on loopback that records what it gets and answers what `answer` says. */
export async function serveHttp(answer: (request: SeenRequest, response: http.ServerResponse, count: number) => void): Promise<TestServer> {
  const seen: SeenRequest[] = [];
  const server = http.createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("error", () => undefined);
    incoming.on("end", () => {
      const request = { method: incoming.method ?? "", url: incoming.url ?? "", headers: incoming.headers, body: Buffer.concat(chunks) };
      seen.push(request);
      answer(request, response, seen.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A TCP server that hands over each socket once its first request (head and body by Content-Length) has arrived. */
export async function serveSocket(answer: (socket: net.Socket, request: string, count: number) => void): Promise<{ url: string; requests: string[] } & AsyncDisposable> {
  const requests: string[] = [];
  const open = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    open.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => open.delete(socket));
    let text = "";
    let answered = false;
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      const end = text.indexOf("\r\n\r\n");
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (answered || end < 0 || text.length < end + 4 + length) return;
      answered = true;
      requests.push(text);
      answer(socket, text, requests.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What the client wrote to its log. */
export interface TestLog {
  lines: string[];
  warn(fields: object, message: string): void;
  info(fields: object, message: string): void;
}

export function makeLog(): TestLog {
  const lines: string[] = [];
  const write = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }));
  return { lines, warn: write, info: write };
}

/** A client against `url` with waits 1,000 times shorter than the contract's (but a relaxed stream watch). */
export function makeClient(url: string, o: Partial<NemoClientOptions> = {}) {
  const log = makeLog();
  const fast = scaleNemoWaits(0.001);
  const waits = { ...fast, start: 2_000, headers: 2_000, jsonBody: 2_000, upload: 2_000, streamBeat: 10, noBytes: 2_000, noBytesAfterHeartbeat: 2_000, noSubstance: 4_000, turn: 8_000, downloadIdle: 2_000, downloadTotal: 5_000 };
  const client = createNemoClient({
    apiUrl: url,
    webUrl: "https://nemovideo.com",
    version: "0.1.0",
    platform: "unknown",
    dispatcher: new Agent({ allowH2: false }),
    downloadDispatcher: new Agent({ allowH2: false }),
    clock: systemClock,
    waits,
    log,
    ...o,
  });
  return { client, log, waits };
}

/** Every test token is a canary: it must show up in no log line and no error text. */
export const canary = "nmv_usr_canary-7f3a91c2";
export const account: NemoAccount = { kind: "own", nemoToken: canary, skillSource: "ecommerce-product-video" };
export const anonymous: NemoAccount = { kind: "anonymous", nemoToken: canary, nemoUserId: "anon_1&x", skillSource: "ecommerce-product-video" };

export function json(response: http.ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}
