import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { MerchantFile, Prisma, PrismaClient } from "@prisma/client";
import { ALL_FORMATS, FilePathSource, Input } from "mediabunny";
import type { KeptFiles } from "#app/files/kept-files.ts";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { ensureShop } from "#app/shops/ensure-shop.server.ts";
import { sentence, type WordId } from "#app/words/say.ts";
import { lockShop } from "./admit-videos.server.ts";
import { merchantFilePath } from "./kept-files.server.ts";
import { FILE_LIMIT, SHOP_LOGO_LIMIT } from "./limits.ts";
import { eraseMerchantFiles, pendingMerchantFiles } from "./merchant-files.server.ts";
import { mediaFormats, SNIFF_BYTES, sniffMedia, type MediaFormat } from "./sniff-media.ts";
import { dropShopLogo } from "./shop-logo.server.ts";
import { videoRefused } from "./video-errors.ts";
import type { MerchantFileView } from "./videos-service.ts";
import type { UploadPlace, UploadRoom } from "./watch-upload-room.ts";

const accepted: Record<"footage" | "logo", { formats: MediaFormat[]; words: WordId; most: number }> = {
  footage: { formats: ["mp4", "mov", "avi", "webm", "mkv"], words: "files.formats_film", most: 5 },
  logo: { formats: ["png", "jpg", "webp", "gif"], words: "files.formats_picture", most: 1 },
};

export interface FileToReceive {
  shop: string;
  /** Empty for the shop's own logo. */
  productGid: string;
  kind: "footage" | "logo";
  filename: string;
  body: ReadableStream<Uint8Array>;
  announcedBytes: number | null;
  signal: AbortSignal;
}

/**
 * Streams a merchant's file aside and then to where files are kept, judged by its first bytes and its size while it comes in. Whatever goes wrong, nothing of
 * it stays. A new logo takes the old one's place. The shop's own is a logo without a product, at most SHOP_LOGO_LIMIT large. Throws ExpectedError `video.file_type`, `video.file_too_large`, `video.file_too_many`,
 * `video.files_full` when the shop's files would take more than SHOP_FILES_LIMIT together, `video.file_broken`.
 */
export async function receiveMerchantFile(deps: { db: PrismaClient; keptFiles: KeptFiles; room: UploadRoom }, o: FileToReceive): Promise<MerchantFileView> {
  if ((o.announcedBytes ?? 0) > limitOf(o)) throw tooLarge(o);
  await ensureShop(deps.db, o.shop);
  const before = (await pendingMerchantFiles(deps.db, o)).filter((file) => file.kind === o.kind);
  if (o.kind === "footage" && before.length >= accepted.footage.most) throw videoRefused("video.file_too_many", sentence("files.too_many_clips", { n: before.length }));
  const waiting = await deps.db.merchantFile.aggregate({ where: { shop: o.shop, erasedAt: null }, _sum: { bytes: true } });
  const place = deps.room.enter(o.shop, waiting._sum.bytes ?? 0);
  const id = randomUUID();
  const part = await deps.keptFiles.aside();
  try {
    const { format, bytes } = await stream(o, part, place);
    if (o.announcedBytes !== null && bytes !== o.announcedBytes) throw broken(new Error(`${bytes} bytes of ${o.announcedBytes}`));
    const file = merchantFilePath({ shop: o.shop, fileId: id, extension: format });
    const film = o.kind === "footage" ? await readFilm(part) : null;
    if (film && !film.hasPicture) throw wrongFormat(o.kind, o.filename);
    const seconds = film?.seconds ?? null;
    await deps.keptFiles.put(file, part, o.signal);
    const data = { id, shop: o.shop, productGid: o.productGid, ofShop: isOfShop(o), kind: o.kind, filename: sentName(o.filename, id, format), mime: mediaFormats[format], bytes, seconds, file };
    // From here on its row counts: both at once would refuse others room that is there.
    place.leave();
    const row = await keepRow(deps, data);
    if (isOfShop(o)) await dropShopLogo(deps, { shop: o.shop, but: row.id });
    else if (o.kind === "logo") await eraseMerchantFiles(deps.db, deps.keptFiles, before);
    return merchantFileView(row);
  } catch (error) {
    await rm(part, { force: true });
    throw error instanceof ExpectedError ? error : broken(error);
  } finally {
    place.leave();
  }
}

/** The row of a file that is kept already, if the shop's files still have room for it; over all processes, under the lock of the shop's row. */
async function keepRow({ db, keptFiles, room }: { db: PrismaClient; keptFiles: KeptFiles; room: UploadRoom }, data: Prisma.MerchantFileUncheckedCreateInput): Promise<MerchantFile> {
  const row = await db.$transaction(async (tx) => {
    await lockShop(tx, data.shop);
    const others = await tx.merchantFile.aggregate({ where: { shop: data.shop, erasedAt: null }, _sum: { bytes: true } });
    return (others._sum.bytes ?? 0) + data.bytes <= room.limit ? tx.merchantFile.create({ data }) : null;
  });
  if (row) return row;
  await keptFiles.remove([data.file]);
  throw full();
}

/** The file as a page shows it. */
export const merchantFileView = ({ id, kind, filename, bytes, seconds }: MerchantFile): MerchantFileView => ({ id, kind: kind === "logo" ? "logo" : "footage", filename, bytes, seconds });

async function stream(o: FileToReceive, part: string, place: UploadPlace): Promise<{ format: MediaFormat; bytes: number }> {
  let head = Buffer.alloc(0);
  let bytes = 0;
  let format: MediaFormat | null = null;
  const judge = () => {
    const found = sniffMedia(head);
    if (!found || !accepted[o.kind].formats.includes(found)) throw wrongFormat(o.kind, o.filename);
    format = found;
  };
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      try {
        if (bytes > limitOf(o)) throw tooLarge(o);
        if (!place.take(chunk.length)) throw full();
        if (!format) {
          head = Buffer.concat([head, chunk.subarray(0, SNIFF_BYTES - head.length)]);
          if (head.length >= SNIFF_BYTES) judge();
        }
        done(null, chunk);
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done) {
      try {
        if (!format) judge();
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
  await pipeline(Readable.fromWeb(o.body as Parameters<typeof Readable.fromWeb>[0]), meter, createWriteStream(part), { signal: o.signal });
  if (!format) throw wrongFormat(o.kind, o.filename);
  return { format, bytes };
}

/** Whether there is a film in the container and its length in seconds; null for containers that cannot be read here (AVI). */
async function readFilm(file: string): Promise<{ hasPicture: boolean; seconds: number } | null> {
  const input = new Input({ source: new FilePathSource(file), formats: ALL_FORMATS });
  try {
    return { hasPicture: (await input.getPrimaryVideoTrack()) !== null, seconds: await input.computeDuration() };
  } catch {
    // NemoVideo reads more than we do; only our notice about long footage is lost
    return null;
  } finally {
    input.dispose();
  }
}

/** A name that no other file of the session has, with the extension of what it really is. */
function sentName(name: string, id: string, format: MediaFormat): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").replace(/\.[^.]*$/, "").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40);
  return `${plain || "file"}-${id.slice(0, 6)}.${format}`;
}

const wrongFormat = (kind: "footage" | "logo", name: string) =>
  videoRefused("video.file_type", sentence(kind === "logo" ? "files.not_a_picture" : "files.not_a_film", { name: name.slice(0, 80), formats: sentence(accepted[kind].words) }));

const isOfShop = (o: FileToReceive): boolean => o.kind === "logo" && o.productGid === "";

const limitOf = (o: FileToReceive): number => (isOfShop(o) ? SHOP_LOGO_LIMIT : FILE_LIMIT);

const tooLarge = (o: FileToReceive) =>
  videoRefused("video.file_too_large", sentence(isOfShop(o) ? "files.logo_too_large" : "files.too_large"));

const full = () => videoRefused("video.files_full", sentence("files.no_room"));

const broken = (cause: unknown) =>
  new ExpectedError({ code: "video.file_broken", message: "a merchant's file did not arrive whole", merchantMessage: sentence("files.did_not_arrive"), charged: "no", retryable: true, cause });
