import { createWriteStream, renameSync, rmSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import busboy from "busboy";
import type { ShopWorld } from "#fakes/shopify/shop-world.ts";
import type { StagedTargetRecord } from "#fakes/shopify/state/shop-state.ts";
import { checkUploadForm, type Refusal } from "./check-upload-form.ts";
import { ACCESS_ID, isSignature } from "./upload-policy.ts";

/**
 * The bucket's host: takes a form POST (parameters in the given order, then `file`) or a signed PUT, checks it as strictly as Google's storage
 * does, and streams the bytes to disk. 204 when the object is there, an XML error otherwise.
 */
export async function answerStagedUpload(world: ShopWorld, req: IncomingMessage, res: ServerResponse): Promise<void> {
  for (const header of ["authorization", "x-shopify-access-token"]) {
    if (req.headers[header]) world.ledger.violations.push(`The staged upload was sent with the header ${header}, which must never leave for another host.`);
  }
  const url = new URL(req.url ?? "/", "https://storage");
  const isPost = req.method === "POST";
  const upload = emptyUpload();
  try {
    if (isPost) await takeForm(world, req, upload);
    else await takePut(world, req, url, upload);
  } catch (error) {
    if (!req.errored) throw error;
    // The client hung up in the middle: nothing is kept, nobody is left to answer.
    world.ledger.uploads.push({ at: Date.now(), key: upload.key, status: 0, code: "Aborted", bytes: upload.bytes, fieldOrder: upload.fieldOrder });
    return;
  }
  const { refusal, key, bytes, fieldOrder } = upload;
  const okStatus = isPost ? 204 : 200;
  world.ledger.uploads.push({ at: Date.now(), key, status: refusal?.status ?? okStatus, code: refusal?.code ?? "", bytes, fieldOrder });
  if (!refusal && world.faults.takeLostUpload()) return void res.destroy();
  if (!refusal) return void res.writeHead(okStatus, { etag: `"${key}"`, "x-goog-stored-content-length": String(bytes) }).end();
  const details = refusal.details ? `<Details>${refusal.details}</Details>` : "";
  res.writeHead(refusal.status, { "content-type": "application/xml; charset=UTF-8" })
    .end(`<?xml version='1.0' encoding='UTF-8'?><Error><Code>${refusal.code}</Code><Message>${refusal.message}</Message>${details}</Error>`);
}

interface Upload {
  key: string | null;
  bytes: number;
  fieldOrder: string[];
  refusal: Refusal | null;
}

const emptyUpload = (): Upload => ({ key: null, bytes: 0, fieldOrder: [], refusal: null });

async function takeForm(world: ShopWorld, req: IncomingMessage, upload: Upload) {
  const fail = (status: number, code: string, message: string) => {
    req.resume();
    upload.refusal = { status, code, message };
  };
  if (req.headers["content-length"] === undefined) return fail(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
  if (!req.headers["content-type"]?.startsWith("multipart/form-data")) return fail(400, "InvalidArgument", "A POST must be multipart/form-data.");
  const fields = new Map<string, string>();
  const form = busboy({ headers: req.headers });
  let writing: Promise<void> = Promise.resolve();
  let target: StagedTargetRecord | null = null;

  form.on("field", (name, value) => {
    upload.fieldOrder.push(name);
    if (upload.fieldOrder.includes("file")) upload.refusal ??= { status: 400, code: "InvalidArgument", message: "The file must be the last field of the form." };
    fields.set(name, value);
  });
  form.on("file", (name, stream) => {
    upload.fieldOrder.push(name);
    const checked = name === "file" ? checkUploadForm(world, fields, upload.fieldOrder) : { status: 400, code: "InvalidArgument", message: `Unknown file field ${name}.` };
    if ("code" in checked) {
      upload.refusal ??= checked;
      return void stream.resume();
    }
    target = checked;
    upload.key = checked.key;
    writing = keep(world, checked, stream, upload);
    // Awaited below; until then a client that hangs up must not end the process.
    writing.catch(() => {});
  });
  await pipeline(req, form);
  await writing;
  if (!target && !upload.refusal) upload.refusal = { status: 400, code: "InvalidArgument", message: "The form has no file." };
  if (target) finish(world, target, upload);
}

async function takePut(world: ShopWorld, req: IncomingMessage, url: URL, upload: Upload) {
  const key = url.pathname.slice(1);
  const expires = url.searchParams.get("Expires") ?? "";
  const target = world.state.stagedTargets.find((one) => one.key === key && one.method === "PUT");
  const signed = url.searchParams.get("GoogleAccessId") === ACCESS_ID && isSignature(url.searchParams.get("Signature") ?? "", `PUT ${key} ${expires}`, world.state.uploadSecret);
  const refuse = (status: number, code: string, message: string) => {
    req.resume();
    upload.refusal = { status, code, message };
  };
  if (req.method !== "PUT") return refuse(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
  if (!target || !signed) return refuse(403, "SignatureDoesNotMatch", "Access denied.");
  if (Number(expires) * 1000 < Date.now()) return refuse(400, "ExpiredToken", "The provided token has expired.");
  upload.key = key;
  await keep(world, target, req, upload);
  finish(world, target, upload);
}

const partFile = (world: ShopWorld, target: StagedTargetRecord) => path.join(world.uploadsDir, `${objectName(target)}.part`);
const objectName = (target: StagedTargetRecord) => path.basename(target.key, path.extname(target.key));

/** Streams to disk and counts; past the announced size the rest is read and dropped. */
async function keep(world: ShopWorld, target: StagedTargetRecord, stream: NodeJS.ReadableStream, upload: Upload) {
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      upload.bytes += chunk.length;
      done(null, upload.bytes > target.bytes ? undefined : chunk);
    },
  });
  await pipeline(stream, counted, createWriteStream(partFile(world, target)));
}

function finish(world: ShopWorld, target: StagedTargetRecord, upload: Upload) {
  if (upload.bytes > target.bytes) upload.refusal ??= { status: 400, code: "EntityTooLarge", message: "Your proposed upload exceeds the maximum allowed object size.", details: `Content-length exceeds upper bound on range ${target.bytes}` };
  if (upload.bytes < target.bytes) upload.refusal ??= { status: 400, code: "EntityTooSmall", message: "Your proposed upload is smaller than the minimum object size specified in your policy document.", details: `Content-length is smaller than lower bound on range ${target.bytes}` };
  if (upload.refusal) return rmSync(partFile(world, target), { force: true });
  renameSync(partFile(world, target), path.join(world.uploadsDir, objectName(target)));
  target.uploadedBytes = upload.bytes;
  world.save();
}
