import { rm } from "node:fs/promises";
import path from "node:path";
import type { Exchange } from "#fakes/nemo/http/exchange.ts";
import { fine, HANDLED, refuse, type Reply } from "#fakes/nemo/http/reply.ts";
import type { UploadFault } from "#fakes/nemo/scenarios/scenario.ts";
import { describeUpload } from "#fakes/nemo/sessions/read-state.ts";
import { findSession } from "#fakes/nemo/sessions/find-session.ts";
import { makeEventId } from "#fakes/nemo/store/make-ids.ts";
import type { TokenRecord, UploadRecord } from "#fakes/nemo/store/records.ts";
import type { World } from "#fakes/nemo/world.ts";
import { extensionOf, kindOf } from "./file-kinds.ts";
import { FileTooLarge, keepStream } from "./keep-stream.ts";
import { measureMedia } from "./measure-media.ts";
import { receiveMultipart, type IncomingFile } from "./receive-multipart.ts";
import { openUrl, readUrls } from "./receive-urls.ts";

/** POST /api/upload-video/nemo_agent/me/<sid> (protocol §6). All files of a request are taken, or none. */
export async function receiveUpload(world: World, exchange: Exchange, token: TokenRecord): Promise<Reply> {
  const session = findSession(world, token.userId, exchange.params[0] ?? "");
  const fault = exchange.fault?.upload ?? {};
  if (fault.stopsReading) {
    exchange.req.pause();
    return HANDLED;
  }
  // In the order in which they were sent, which is not the one in which they are done.
  const places: (UploadRecord | undefined)[] = [];
  const keep = async (file: IncomingFile): Promise<void> => {
    const place = places.push(undefined) - 1;
    places[place] = await keepFile(world, session.sessionId, file, fault);
  };
  const kept = (): UploadRecord[] => places.filter((upload) => upload !== undefined);
  const form = exchange.streams ? "multipart" : "urls";
  try {
    if (form === "multipart") await receiveMultipart(exchange, keep);
    else for (const url of readUrls(exchange)) await keep(await openUrl(world, url));
  } catch (error) {
    await Promise.all(kept().map((upload) => rm(world.store.file(upload.storedAs), { force: true })));
    throw error;
  }
  const uploads = kept();
  session.uploads.push(...uploads);
  world.store.sessions.put(session.sessionId, session);
  world.ledger.add({
    kind: "upload", at: world.clock.now(), userId: token.userId, sessionId: session.sessionId, form,
    files: uploads.map(({ filename, bytes, sha256, mime }) => ({ filename, bytes, sha256, mime })),
  });
  await applyToState(world, session.sessionId, uploads, fault.appliesAfterMs ?? 0);
  return fine({ files: uploads.map(describeUpload), session_state_applied: uploads.every((upload) => upload.applied) });
}

async function keepFile(world: World, sessionId: string, file: IncomingFile, fault: UploadFault): Promise<UploadRecord> {
  const kind = kindOf(file.filename);
  const extension = extensionOf(file.filename);
  if (!kind || fault.refuseExtensions?.includes(extension) || fault.refuseNames?.some((part) => file.filename.includes(part))) throw refuse(4001, `Unsupported file type: ${file.filename}`);
  if (!kind.mimes.includes(file.mime)) world.violate("file-type-mismatch", `${file.filename} was sent as ${file.mime || "nothing"}`);
  const storedAs = path.join("uploads", sessionId, `${makeEventId()}.${extension}`);
  const stored = world.store.file(storedAs);
  const kept = await keepStream(file.content, stored, fault.limit ?? world.settings.uploadLimit).catch((error: unknown) => {
    throw error instanceof FileTooLarge ? refuse(4002, `File too large: ${file.filename}`) : error;
  });
  const facts = await measureMedia(stored, kind.type);
  if (!facts) {
    await rm(stored, { force: true });
    throw refuse(4001, `Unsupported file type: ${file.filename}`);
  }
  return {
    filename: file.filename, fileType: kind.type, storedAs, mime: kind.mimes[0]!, applied: false, ...kept, ...facts,
    cdnUrl: `${world.publicCdnOrigin}/user-upload/${sessionId}/${kept.sha256.slice(0, 12)}-${encodeURIComponent(file.filename)}`,
  };
}

async function applyToState(world: World, sessionId: string, uploads: UploadRecord[], afterMs: number | "never"): Promise<void> {
  if (afterMs === "never") return;
  const apply = (): void => {
    const session = world.store.sessions.get(sessionId);
    if (!session) return;
    for (const upload of uploads) upload.applied = true;
    world.store.sessions.put(sessionId, session);
  };
  if (!afterMs) return apply();
  void world.background.run(async (signal) => {
    await world.clock.sleep(afterMs, signal);
    apply();
  });
}
