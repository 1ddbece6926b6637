import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type AddressInfo } from "node:net";
import busboy from "busboy";
import { Agent } from "undici";

/** What a strict reading of one upload found. */
export interface ReceivedUpload {
  headers: IncomingMessage["headers"];
  /** In the order of the body; the file as `file`. */
  parts: string[];
  fields: Record<string, string>;
  filename: string;
  mime: string;
  fileBytes: number;
  sha256: string;
  bodyBytes: number;
  /** The first and the last bytes of the body, as they came. */
  start: string;
  end: string;
}

type Refusal = (request: IncomingMessage, response: ServerResponse) => void;

/** A storage server that reads multipart bodies without keeping them, reached under any host name by its dispatcher. */
export async function startStrictStore() {
  const received: ReceivedUpload[] = [];
  let refuse: Refusal | null = null;
  let status = 204;
  const server = createServer((request, response) => {
    if (refuse) return refuse(request, response);
    void readUpload(request).then((upload) => {
      received.push(upload);
      response.writeHead(status).end();
    });
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
    received,
    port,
    dispatcher,
    /** How the next uploads are answered: a status after a full reading, or a function that takes over. */
    answer(next: number | Refusal) {
      received.length = 0;
      refuse = typeof next === "function" ? next : null;
      status = typeof next === "number" ? next : 204;
    },
    async close() {
      await dispatcher.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readUpload(request: IncomingMessage): Promise<ReceivedUpload> {
  const upload: ReceivedUpload = { headers: request.headers, parts: [], fields: {}, filename: "", mime: "", fileBytes: 0, sha256: "", bodyBytes: 0, start: "", end: "" };
  const hash = createHash("sha256");
  const parser = busboy({ headers: request.headers, limits: { fieldSize: 10_000, files: 1 } });
  parser.on("field", (name, value) => {
    upload.parts.push(name);
    upload.fields[name] = value;
  });
  parser.on("file", (name, stream, info) => {
    upload.parts.push(name);
    upload.filename = info.filename ?? "";
    upload.mime = info.mimeType;
    stream.on("data", (chunk: Buffer) => {
      upload.fileBytes += chunk.length;
      hash.update(chunk);
    });
  });
  const parsed = new Promise((resolve, reject) => parser.once("close", () => resolve(undefined)).once("error", reject));
  for await (const chunk of request as AsyncIterable<Buffer>) {
    upload.bodyBytes += chunk.length;
    if (upload.start.length < 200) upload.start += chunk.toString("latin1").slice(0, 200);
    upload.end = (upload.end + chunk.subarray(-200).toString("latin1")).slice(-200);
    if (!parser.write(chunk)) await new Promise((resolve) => parser.once("drain", resolve));
  }
  parser.end();
  await parsed;
  upload.sha256 = hash.digest("hex");
  return upload;
}
