import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { md5, openMultipart } from "./multipart.ts";
import { S3Refusal, xmlText } from "./s3-refusal.ts";
import { verifySignature, type S3Account } from "./verify-signature.ts";

export interface FakeS3Options extends S3Account {
  bucket: string;
  /** Keys in one answer of a list; S3 says 1,000. */
  pageSize?: number;
}

interface StoredObject {
  body: Buffer;
  etag: string;
  modifiedAt: Date;
}

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface FakeS3 {
  /** http://127.0.0.1:port, for the path style. */
  url: string;
  /** What lies in the bucket. A test may move an object's time. */
  objects: Map<string, StoredObject>;
  /** Multipart uploads that were begun and not ended. */
  openUploads(): number;
  /** Every answer: `PUT key?query status`. */
  ledger: string[];
  /** The next requests are answered with this status, or their connection is cut. */
  failNext(what: number | "cut", times?: number): void;
  close(): Promise<void>;
}

const MOST_BODY_BYTES = 600 * 1024 * 1024;

/** An object storage with one bucket that speaks S3's REST API in the path style, and is as strict about signatures, parts and ranges. In memory. */
export async function startFakeS3(o: FakeS3Options): Promise<FakeS3> {
  const objects = new Map<string, StoredObject>();
  const multipart = openMultipart();
  const ledger: string[] = [];
  const faults: (number | "cut")[] = [];

  const answer = (request: IncomingMessage, body: Buffer): Answer => {
    const { method = "", url: target = "/", headers } = request;
    verifySignature({ method, target, headers, body }, o, new Date());
    const url = new URL(target, "http://s3");
    const [, bucket = "", ...rest] = url.pathname.split("/").map(decodeURIComponent);
    const key = rest.join("/");
    if (bucket !== o.bucket) throw new S3Refusal(404, "NoSuchBucket", "The specified bucket does not exist");
    const query = url.searchParams;
    const uploadId = query.get("uploadId") ?? "";
    if (!key) {
      if (method === "GET" && query.get("list-type") === "2") return list(query);
      throw new S3Refusal(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
    }
    switch (method) {
      case "POST":
        if (query.has("uploads")) return xml(multipart.begin(bucket, key));
        return complete(key, uploadId, body.toString());
      case "PUT":
        if (uploadId) return { status: 200, headers: { ETag: multipart.addPart(uploadId, key, Number(query.get("partNumber")), body) } };
        return { status: 200, headers: { ETag: store(key, body, `"${md5(body)}"`) } };
      case "DELETE":
        if (uploadId) multipart.abort(uploadId, key);
        else objects.delete(key);
        return { status: 204 };
      case "GET":
      case "HEAD":
        return read(key, headers.range);
      default:
        throw new S3Refusal(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
    }
  };
  const store = (key: string, body: Buffer, etag: string): string => {
    objects.set(key, { body, etag, modifiedAt: new Date() });
    return etag;
  };
  const complete = (key: string, uploadId: string, order: string): Answer => {
    const { body, etag } = multipart.complete(uploadId, key, order);
    store(key, body, etag);
    return xml(`<CompleteMultipartUploadResult><Bucket>${xmlText(o.bucket)}</Bucket><Key>${xmlText(key)}</Key><ETag>${xmlText(etag)}</ETag></CompleteMultipartUploadResult>`);
  };
  const read = (key: string, range: string | undefined): Answer => {
    const found = objects.get(key);
    if (!found) throw new S3Refusal(404, "NoSuchKey", "The specified key does not exist.");
    const headers = { ETag: found.etag, "Last-Modified": found.modifiedAt.toUTCString(), "Accept-Ranges": "bytes", "Content-Type": "binary/octet-stream" };
    const asked = /^bytes=(\d+)-(\d*)$/.exec(range ?? "");
    if (!asked) return { status: 200, headers, body: found.body };
    const start = Number(asked[1]);
    const end = Math.min(asked[2] ? Number(asked[2]) : Infinity, found.body.length - 1);
    if (start > end) throw new S3Refusal(416, "InvalidRange", "The requested range is not satisfiable");
    return { status: 206, headers: { ...headers, "Content-Range": `bytes ${start}-${end}/${found.body.length}` }, body: found.body.subarray(start, end + 1) };
  };
  const list = (query: URLSearchParams): Answer => {
    const after = Buffer.from(query.get("continuation-token") ?? "", "base64").toString();
    const keys = [...objects.keys()].sort().filter((key) => key.startsWith(query.get("prefix") ?? "") && key > after);
    const page = keys.slice(0, Math.min(Number(query.get("max-keys") ?? 1_000), o.pageSize ?? 1_000));
    const more = keys.length > page.length;
    const contents = page.map((key) => {
      const { body, etag, modifiedAt } = objects.get(key) as StoredObject;
      return `<Contents><Key>${xmlText(key)}</Key><LastModified>${modifiedAt.toISOString()}</LastModified><ETag>${xmlText(etag)}</ETag><Size>${body.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`;
    });
    const next = more ? `<NextContinuationToken>${Buffer.from(page.at(-1) ?? "").toString("base64")}</NextContinuationToken>` : "";
    return xml(`<ListBucketResult><Name>${xmlText(o.bucket)}</Name><KeyCount>${page.length}</KeyCount><IsTruncated>${more}</IsTruncated>${next}${contents.join("")}</ListBucketResult>`);
  };

  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const fault = faults.shift();
      if (fault === "cut") return void response.destroy();
      let result: Answer;
      try {
        if (fault !== undefined) throw new S3Refusal(fault, fault === 503 ? "SlowDown" : "InternalError", "We encountered an internal error. Please try again.");
        result = answer(request, body);
      } catch (error) {
        const refusal = error instanceof S3Refusal ? error : new S3Refusal(500, "InternalError", String(error));
        result = { status: refusal.status, headers: { "Content-Type": "application/xml" }, body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${refusal.code}</Code><Message>${xmlText(refusal.message)}</Message></Error>` };
      }
      ledger.push(`${request.method} ${decodeURIComponent(request.url ?? "")} ${result.status}`);
      send(request, response, result);
    }, () => response.destroy());
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, objects, ledger, openUploads: multipart.open,
    failNext: (what, times = 1) => void faults.push(...Array.from({ length: times }, () => what)),
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

const xml = (body: string): Answer => ({ status: 200, headers: { "Content-Type": "application/xml" }, body: `<?xml version="1.0" encoding="UTF-8"?>${body}` });

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BODY_BYTES) throw new Error("too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers = {}, body = "" }: Answer): void {
  const length = Buffer.byteLength(body);
  response.writeHead(status, { "x-amz-request-id": "1", ...headers, ...(status !== 204 && { "Content-Length": String(length) }) });
  response.end(request.method === "HEAD" || status === 204 ? undefined : body);
}
