import { createHash, randomUUID } from "node:crypto";
import { S3Refusal, xmlText } from "./s3-refusal.ts";

/** Every part but the last has at least so many bytes. */
const LEAST_PART_BYTES = 5 * 1024 * 1024;
const MOST_PARTS = 10_000;

export const md5 = (data: Buffer): string => createHash("md5").update(data).digest("hex");

interface Upload {
  key: string;
  parts: Map<number, Buffer>;
}

/** Multipart uploads as S3 documents them. Parts of an upload that is neither completed nor aborted stay, and cost money. */
export function openMultipart() {
  const uploads = new Map<string, Upload>();
  const find = (id: string, key: string): Upload => {
    const upload = uploads.get(id);
    if (!upload || upload.key !== key) throw new S3Refusal(404, "NoSuchUpload", "The specified upload does not exist.");
    return upload;
  };
  return {
    /** Uploads that were begun and not ended. */
    open: () => uploads.size,
    begin(bucket: string, key: string): string {
      const id = randomUUID();
      uploads.set(id, { key, parts: new Map() });
      return `<InitiateMultipartUploadResult><Bucket>${xmlText(bucket)}</Bucket><Key>${xmlText(key)}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`;
    },
    /** Gives the part's ETag. */
    addPart(id: string, key: string, number: number, body: Buffer): string {
      if (!Number.isInteger(number) || number < 1 || number > MOST_PARTS) throw new S3Refusal(400, "InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive");
      find(id, key).parts.set(number, body);
      return `"${md5(body)}"`;
    },
    /** The whole object and its ETag. The order names each part with the ETag that was given for it. */
    complete(id: string, key: string, order: string): { body: Buffer; etag: string } {
      const upload = find(id, key);
      const named = [...order.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = ""]) => ({ number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]), etag: (/<ETag>(.*?)<\/ETag>/s.exec(part)?.[1] ?? "").replace(/&quot;|&#34;|"/g, "") }));
      if (named.length === 0) throw new S3Refusal(400, "MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema");
      if (named.some(({ number }, i) => i > 0 && number <= (named[i - 1]?.number ?? 0))) throw new S3Refusal(400, "InvalidPartOrder", "The list of parts was not in ascending order.");
      const bodies = named.map(({ number, etag }) => {
        const body = upload.parts.get(number);
        if (!body || md5(body) !== etag) throw new S3Refusal(400, "InvalidPart", "One or more of the specified parts could not be found.");
        return body;
      });
      if (bodies.slice(0, -1).some((body) => body.length < LEAST_PART_BYTES)) throw new S3Refusal(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
      uploads.delete(id);
      const digests = Buffer.concat(bodies.map((body) => createHash("md5").update(body).digest()));
      return { body: Buffer.concat(bodies), etag: `"${md5(digests)}-${bodies.length}"` };
    },
    abort(id: string, key: string): void {
      find(id, key);
      uploads.delete(id);
    },
  };
}
