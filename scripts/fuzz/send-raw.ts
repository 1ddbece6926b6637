import { request as send } from "node:http";
import type { FuzzRequest } from "./make-requests.ts";

const PATIENCE_MS = 30_000;

/** Sends the request to a server on loopback exactly as it is made; status 599 stands for a connection that broke without an answer. */
export function sendRaw(port: number, request: FuzzRequest): Promise<{ status: number; headers: string; text: string }> {
  return new Promise((resolve) => {
    const broken = (what: string) => resolve({ status: 599, headers: "", text: what });
    const outgoing = send({ host: "127.0.0.1", port, method: request.method, path: request.path.replace(/[^\x21-\x7e]/g, ""), headers: { host: "shelfreel.example", "x-forwarded-proto": "https", ...request.headers, ...(request.body !== null && { "content-length": Buffer.byteLength(request.body) }) }, timeout: PATIENCE_MS, agent: false }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on("data", (piece: Buffer) => pieces.push(piece));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 599, headers: answer.rawHeaders.join("\n"), text: Buffer.concat(pieces).toString() }));
      answer.on("error", (error) => broken(error.message));
    });
    outgoing.on("timeout", () => outgoing.destroy(new Error("no answer in time")));
    outgoing.on("error", (error) => broken(error.message));
    outgoing.end(request.body ?? undefined);
  });
}
