import { rmSync } from "node:fs";
import path from "node:path";
import { mediaStatus } from "#fakes/shopify/media/process-video.ts";
import { findMedia, findProduct, listProducts, type ShopWorld } from "#fakes/shopify/shop-world.ts";
import { checkVideoInput, makeVideo, type VideoInput } from "./create-video.ts";
import { attach, detach, MAX_MEDIA } from "./listing-order.ts";
import { mediaNode } from "./media-nodes.ts";

interface UserError {
  code: string;
  field: string[];
  message: string;
}

/** fileCreate: all or nothing, and every call makes new files (platform §7: not idempotent). */
export function fileCreate(world: ShopWorld, { files }: { files: (VideoInput & { contentType?: string | null })[] }) {
  const userErrors: UserError[] = [];
  const checked = files.map((input, index) => {
    const at = (field: string) => ["files", String(index), field];
    if (input.contentType !== "VIDEO") {
      userErrors.push({ code: "INVALID", field: at("contentType"), message: "This stand-in of Shopify makes files of contentType VIDEO only." });
      return null;
    }
    const result = checkVideoInput(world, input);
    if ("target" in result) return { ...result, alt: input.alt ?? null };
    userErrors.push({ code: result.code, field: at(result.field), message: result.message });
    return null;
  });
  if (userErrors.length) return { files: [], userErrors };
  const made = checked.flatMap((one) => (one ? makeVideo(world, one, one.alt) : []));
  world.save();
  return { files: made.map((media) => mediaNode(world, media)), userErrors };
}

interface FileUpdate {
  id: string;
  alt?: string | null;
  filename?: string | null;
  originalSource?: string | null;
  previewImageSource?: string | null;
  referencesToAdd?: string[] | null;
  referencesToRemove?: string[] | null;
}

/** fileUpdate: all or nothing; adding a product that has the file already changes nothing (platform §1.5, §7). */
export function fileUpdate(world: ShopWorld, { files }: { files: FileUpdate[] }) {
  const userErrors = files.flatMap((input, index) => checkUpdate(world, input, index));
  if (userErrors.length) return { files: [], userErrors };
  const updated = files.flatMap((input) => {
    const media = findMedia(world, input.id);
    if (!media) return [];
    if (input.alt != null) media.alt = input.alt;
    media.updatedAt = Date.now();
    for (const gid of input.referencesToAdd ?? []) attach(world, gid, media.gid);
    for (const gid of input.referencesToRemove ?? []) detach(world, gid, media.gid);
    return [mediaNode(world, media)];
  });
  world.save();
  return { files: updated, userErrors };
}

function checkUpdate(world: ShopWorld, input: FileUpdate, index: number): UserError[] {
  const error = (code: string, field: string, message: string) => [{ code, field: ["files", String(index), field], message }];
  const media = findMedia(world, input.id);
  if (!media) return error("FILE_DOES_NOT_EXIST", "id", "File id does not exist.");
  if (mediaStatus(media) !== "READY") return error("NON_READY_STATE", "id", "Non-ready files cannot be updated.");
  if ((input.alt?.length ?? 0) > 512) return error("ALT_VALUE_LIMIT_EXCEEDED", "alt", "The alt value exceeds the maximum limit of 512 characters.");
  if (input.filename) return error("UNSUPPORTED_MEDIA_TYPE_FOR_FILENAME_UPDATE", "filename", "Filename update is only supported on images and generic files.");
  if (input.originalSource || input.previewImageSource) return error("INVALID", "originalSource", "The source of a video cannot be changed.");
  for (const [field, gids] of [["referencesToAdd", input.referencesToAdd], ["referencesToRemove", input.referencesToRemove]] as const) {
    for (const gid of gids ?? []) {
      if (!gid.startsWith("gid://shopify/Product/")) return error("UNSUPPORTED_FILE_REFERENCE", field, "Only products can reference a file.");
      const product = findProduct(world, gid);
      if (!product) return error("REFERENCE_TARGET_DOES_NOT_EXIST", field, "The reference target does not exist");
      const { mediaGids } = product.record;
      if (field === "referencesToAdd" && !mediaGids.includes(media.gid) && mediaGids.length >= MAX_MEDIA) {
        return error("PRODUCT_MEDIA_LIMIT_EXCEEDED", field, "Exceeded the limit of 250 media per product.");
      }
    }
  }
  return [];
}

/** fileDelete: for good, out of every product; a file that is still being processed is refused. */
export function fileDelete(world: ShopWorld, { fileIds }: { fileIds: string[] }) {
  const userErrors = fileIds.flatMap((gid, index): UserError[] => {
    const media = findMedia(world, gid);
    const field = ["fileIds", String(index)];
    if (!media) return [{ code: "FILE_DOES_NOT_EXIST", field, message: `File id ${gid} does not exist.` }];
    const busy = ["UPLOADED", "PROCESSING"].includes(mediaStatus(media));
    return busy ? [{ code: "FILE_LOCKED", field, message: "The file is being processed and cannot be deleted yet." }] : [];
  });
  if (userErrors.length) return { deletedFileIds: null, userErrors };
  for (const gid of fileIds) {
    for (const { record } of listProducts(world)) detach(world, record.gid, gid);
    const media = findMedia(world, gid);
    world.state.media = world.state.media.filter((one) => one !== media);
    if (media?.type === "VIDEO") rmSync(path.join(world.uploadsDir, media.upload), { force: true });
    world.ledger.filesDeleted.push({ at: Date.now(), gid });
  }
  world.save();
  return { deletedFileIds: fileIds, userErrors };
}
