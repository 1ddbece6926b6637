import { createReadStream, createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, paginateListObjectsV2, S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { asideFolder } from "./aside-folder.server.ts";
import { checkName } from "./check-name.ts";
import { fileError } from "./file-errors.ts";
import type { KeptFiles } from "./kept-files.ts";

/** What is in memory of one upload: two parts. S3 takes parts from 5 MiB on. */
const PART_BYTES = 8 * 1024 * 1024;
const PARTS_AT_ONCE = 2;
const CONNECT_MS = 10_000;
/** Silence on a connection. */
const SILENCE_MS = 60_000;
const TRIES = 3;

export interface S3Settings {
  /** Another provider's address, as https://minio.example; undefined is Amazon's of the region. */
  endpoint?: string | undefined;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Before every name, without slashes at its ends; empty for none. */
  prefix: string;
  /** The bucket in the path instead of in the host's name: what most other providers want. */
  pathStyle: boolean;
}

/** Kept files in a bucket that all machines reach. `asideDir` is a folder of this machine for files on their way. */
export function openS3Files(o: S3Settings & { asideDir: string }): KeptFiles {
  const client = new S3Client({
    region: o.region, forcePathStyle: o.pathStyle, maxAttempts: TRIES, ...(o.endpoint && { endpoint: o.endpoint }),
    credentials: { accessKeyId: o.accessKeyId, secretAccessKey: o.secretAccessKey },
    // Not every provider knows Amazon's newer checksums.
    requestChecksumCalculation: "WHEN_REQUIRED", responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: SILENCE_MS },
  });
  const { aside, sweep } = asideFolder(o.asideDir);
  const before = o.prefix ? `${o.prefix}/` : "";
  const at = (name: string) => ({ Bucket: o.bucket, Key: before + checkName(name) });
  const get = async (name: string, range: string | undefined, signal?: AbortSignal) => {
    const answer = await client.send(new GetObjectCommand({ ...at(name), ...(range && { Range: range }) }), { ...(signal && { abortSignal: signal }) });
    return { body: answer.Body as Readable, bytes: answer.ContentLength ?? 0 };
  };
  async function* read(name: string, range: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const { body } = await get(name, range, signal).catch(explain("GetObject"));
    try {
      for await (const chunk of body) yield chunk as Uint8Array;
    } catch (error) {
      if (!signal.aborted) explain("GetObject")(error);
    } finally {
      body.destroy();
    }
  }
  async function* list(folder = "") {
    try {
      for await (const page of paginateListObjectsV2({ client }, { Bucket: o.bucket, Prefix: before + folder })) {
        for (const { Key = "", Size = 0, LastModified = new Date(0) } of page.Contents ?? []) yield { name: Key.slice(before.length), bytes: Size, modifiedAt: LastModified };
      }
    } catch (error) {
      explain("ListObjectsV2")(error);
    }
  }
  const remove = async (names: string[]) => {
    for (const name of names) await client.send(new DeleteObjectCommand(at(name))).catch(ifThere("DeleteObject"));
  };
  return {
    aside,
    sweepAside: sweep,
    async put(name, from, signal) {
      const upload = new Upload({ client, params: { ...at(name), Body: createReadStream(from) }, partSize: PART_BYTES, queueSize: PARTS_AT_ONCE });
      const stop = () => void upload.abort();
      signal?.addEventListener("abort", stop, { once: true });
      try {
        await upload.done();
      } catch (error) {
        signal?.throwIfAborted();
        explain("PutObject")(error);
      } finally {
        signal?.removeEventListener("abort", stop);
      }
      await rm(from, { force: true });
    },
    async open(name) {
      const found = await client.send(new HeadObjectCommand(at(name))).catch(ifThere("HeadObject"));
      return found && { bytes: found.ContentLength ?? 0, version: (found.ETag ?? "").replace(/[^\w-]/g, ""), read: (range, signal) => read(name, `bytes=${range.start}-${range.end}`, signal) };
    },
    async localCopy(name, signal) {
      const found = await get(name, undefined, signal).catch(ifThere("GetObject"));
      if (!found) return null;
      const path = await aside();
      const done = () => rm(path, { force: true });
      try {
        await pipeline(found.body, createWriteStream(path), { ...(signal && { signal }) });
        if ((await stat(path)).size !== found.bytes) throw fileError("files.unavailable", "GetObject ended early");
        return { path, bytes: found.bytes, done };
      } catch (error) {
        await done();
        signal?.throwIfAborted();
        return explain("GetObject")(error);
      }
    },
    remove,
    async removeFolder(folder) {
      for await (const { name } of list(`${checkName(folder)}/`)) await remove([name]);
    },
    list,
  };
}

/** Null when there is no such file. */
const ifThere = (call: string) => (error: unknown): null => {
  if (error instanceof S3ServiceException && ["NoSuchKey", "NotFound"].includes(error.name)) return null;
  return explain(call)(error);
};

/** What the store's error means. Its own text may hold keys and addresses and goes nowhere. */
const explain = (call: string) => (error: unknown): never => {
  if ((error as Error | undefined)?.name === "AbortError" || (error as { code?: string }).code?.startsWith("files.")) throw error;
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
  const label = error instanceof Error ? error.name : "unknown";
  throw fileError(status !== undefined && status >= 400 && status < 500 && ![408, 429].includes(status) ? "files.refused" : "files.unavailable", `${call}: ${label}${status ? ` (${status})` : ""}`);
};
