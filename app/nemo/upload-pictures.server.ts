import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { NemoAccount, NemoPicture } from "./nemo-client.ts";
import { pathSegment, type NemoConnection } from "./nemo-connection.ts";
import { nemoError } from "./nemo-errors.ts";
import { repeatCall } from "./repeat-call.ts";
import { requestNemo, errorOf, type NemoCall } from "./request-nemo.server.ts";

/** The file names that NemoVideo takes, and the media type that goes with each (protocol §6.1). */
const mimeOfExtension: Record<string, string> = {
  mp4: "video/mp4", mov: "video/quicktime", avi: "video/x-msvideo", webm: "video/webm", mkv: "video/x-matroska",
  jpg: "image/jpeg", jpeg: "image/jpeg", png: "image/png", gif: "image/gif", webp: "image/webp",
  mp3: "audio/mpeg", wav: "audio/wav", m4a: "audio/mp4", aac: "audio/aac",
};

/**
 * Protocol §6.1, multipart: one request with all files under the field `files`. Repeated once after 429 only; after a
 * lost answer the caller reads the state and sends what is missing. Throws ExpectedError (`nemo.file_type`,
 * `nemo.file_too_large`, `nemo.session_not_found`, `nemo.unreachable`, ...).
 */
export async function uploadPictures(connection: NemoConnection, account: NemoAccount, o: { nemoSessionId: string; pictures: NemoPicture[]; signal?: AbortSignal | undefined }): Promise<void> {
  for (const picture of o.pictures) if (!mimeOfFilename(picture.filename)) throw nemoError("nemo.file_type", "upload: a file name has no extension that NemoVideo takes");
  await sendUpload(connection, account, o, () => {
    const form = frameFiles(o.pictures);
    return { body: Readable.from(form.parts, { objectMode: false }), headers: { "content-type": form.contentType, "content-length": String(form.bytes) } };
  });
}

/** Protocol §6.1, by address: NemoVideo fetches the files itself. Only for public addresses that may be handed on. Throws ExpectedError. */
export async function uploadUrls(connection: NemoConnection, account: NemoAccount, o: { nemoSessionId: string; urls: string[]; signal?: AbortSignal | undefined }): Promise<void> {
  await sendUpload(connection, account, o, () => ({ body: JSON.stringify({ urls: o.urls, source_type: "url" }) }));
}

/** The media type for a file name, or null when NemoVideo does not take such files. */
export function mimeOfFilename(filename: string): string | null {
  return mimeOfExtension[/\.([a-z0-9]{1,5})$/i.exec(filename)?.[1]?.toLowerCase() ?? ""] ?? null;
}

/** Sends one upload, whatever its body. A fresh body per try: a stream can be read once. */
export async function sendUpload(
  connection: NemoConnection,
  account: NemoAccount,
  o: { nemoSessionId: string; signal?: AbortSignal | undefined },
  makeBody: () => Pick<NemoCall, "body" | "headers">,
): Promise<void> {
  const path = `/api/upload-video/nemo_agent/me/${pathSegment(o.nemoSessionId)}`;
  await repeatCall(connection, { lost: [], busyOnce: true }, o.signal, async () => {
    const call: NemoCall = { name: "upload", method: "POST", path, account, signal: o.signal, headersTimeoutMs: connection.waits.upload, ...makeBody() };
    const answer = await requestNemo(connection, call);
    if (answer.class === "ok") return;
    connection.log.warn({ call: call.name, status: answer.status, code: answer.code, class: answer.class }, "NemoVideo refused an upload");
    throw answer.class === "not_found" ? nemoError("nemo.session_not_found", `upload answered ${answer.status}`) : errorOf(connection, call, answer);
  });
}

function frameFiles(pictures: NemoPicture[]): { parts: Uint8Array[]; bytes: number; contentType: string } {
  const boundary = `----shelfreel${randomUUID().replaceAll("-", "")}`;
  const parts = pictures.flatMap((picture, index) => [
    Buffer.from(
      `${index === 0 ? "" : "\r\n"}--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${escapeFilename(picture.filename)}"\r\nContent-Type: ${mimeOfFilename(picture.filename)}\r\n\r\n`,
    ),
    picture.bytes,
  ]);
  parts.push(Buffer.from(`\r\n--${boundary}--\r\n`));
  return { parts, bytes: parts.reduce((sum, part) => sum + part.byteLength, 0), contentType: `multipart/form-data; boundary=${boundary}` };
}

/** The frame of a body with one file of so many bytes: what comes before and after them. */
export function frameFile(filename: string, fileBytes: number): { head: Buffer; tail: Buffer; bytes: number; contentType: string } {
  const boundary = `----shelfreel${randomUUID().replaceAll("-", "")}`;
  const head = Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${escapeFilename(filename)}"\r\nContent-Type: ${mimeOfFilename(filename)}\r\n\r\n`);
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return { head, tail, bytes: head.length + fileBytes + tail.length, contentType: `multipart/form-data; boundary=${boundary}` };
}

/** As browsers do it (WHATWG, multipart/form-data). */
function escapeFilename(name: string): string {
  return name.toWellFormed().replace(/\r\n|\r|\n/g, "%0D%0A").replaceAll('"', "%22");
}
