import { randomUUID } from "node:crypto";
import path from "node:path";
import { PROCESSING_MS } from "#fakes/shopify/media/process-video.ts";
import { PLANS, type ShopWorld } from "#fakes/shopify/shop-world.ts";
import { nextGid } from "#fakes/shopify/state/open-shop-state.ts";
import type { StagedTargetRecord, VideoRecord } from "#fakes/shopify/state/shop-state.ts";
import { findTarget } from "./stage-uploads.ts";

const MAX_ALT = 512;

export interface VideoRefusal {
  code: string;
  field: string;
  message: string;
}

export interface VideoInput {
  originalSource: string;
  filename?: string | null;
  alt?: string | null;
  duplicateResolutionMode?: "APPEND_UUID" | "RAISE_ERROR" | "REPLACE" | null;
}

/** Why a video cannot be made of this source, or the staged target and the filename to make it with (platform §1.5, §2.3). */
export function checkVideoInput(world: ShopWorld, input: VideoInput): VideoRefusal | { target: StagedTargetRecord; filename: string } {
  const refuse = (code: string, field: string, message: string) => ({ code, field, message });
  if (world.plan === "trial") return refuse("UNACCEPTABLE_TRIAL_ASSET", "originalSource", "Trial accounts cannot upload videos. Please upgrade your plan.");
  if ((input.alt?.length ?? 0) > MAX_ALT) return refuse("ALT_VALUE_LIMIT_EXCEEDED", "alt", "The alt value exceeds the maximum limit of 512 characters.");
  const target = findTarget(world, input.originalSource);
  if (!target) return refuse("INVALID", "originalSource", "Invalid video url");
  if (target.uploadedBytes === null) return refuse("INVALID", "originalSource", "Invalid video url: nothing has been uploaded to the staged target");
  if (target.usedBy) return refuse("INVALID", "originalSource", "Invalid video url: the staged upload has already been used");
  if (input.duplicateResolutionMode === "REPLACE") return refuse("INVALID_DUPLICATE_MODE_FOR_TYPE", "duplicateResolutionMode", "Duplicate resolution mode REPLACE is not supported for videos.");
  const filename = input.filename || target.filename;
  if (!/^[\w\-. ()]+$/u.test(filename)) return refuse("INVALID_FILENAME", "filename", "Invalid filename");
  if (path.extname(filename).toLowerCase() !== path.extname(target.filename).toLowerCase()) {
    return refuse("MISMATCHED_FILENAME_AND_ORIGINAL_SOURCE", "filename", "The filename extension must match the one of the original source.");
  }
  const taken = world.state.media.some((media) => media.type === "VIDEO" && media.filename === filename);
  if (taken && input.duplicateResolutionMode === "RAISE_ERROR") return refuse("FILENAME_ALREADY_EXISTS", "filename", "A file with this filename already exists.");
  if (world.state.media.filter((media) => media.type === "VIDEO").length >= PLANS[world.plan].videos) {
    return refuse("NON_IMAGE_MEDIA_PER_SHOP_LIMIT_EXCEEDED", "originalSource", "Your plan does not permit more videos and 3D models.");
  }
  const extension = path.extname(filename);
  return { target, filename: taken ? `${path.basename(filename, extension)}_${randomUUID()}${extension}` : filename };
}

/** Makes the video out of an upload that was checked, and begins its processing. The caller saves. */
export function makeVideo(world: ShopWorld, { target, filename }: { target: StagedTargetRecord; filename: string }, alt: string | null): VideoRecord {
  const now = Date.now();
  const video: VideoRecord = {
    type: "VIDEO", gid: nextGid(world.state, "Video"), filename, alt, mimeType: target.mimeType, bytes: target.uploadedBytes ?? 0,
    upload: path.basename(target.key, path.extname(target.key)), createdAt: now, updatedAt: now, readyAt: now + PROCESSING_MS / world.speed, outcome: null,
  };
  target.usedBy = video.gid;
  world.state.media.push(video);
  world.ledger.filesCreated.push({ at: now, gid: video.gid, filename });
  world.process(video);
  return video;
}
