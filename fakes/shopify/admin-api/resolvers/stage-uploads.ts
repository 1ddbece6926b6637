import { randomBytes, randomInt } from "node:crypto";
import path from "node:path";
import { PLANS, type ShopWorld } from "#fakes/shopify/shop-world.ts";
import type { StagedTargetRecord } from "#fakes/shopify/state/shop-state.ts";
import { signedPutUrl, uploadParameters, UPLOAD_URL } from "#fakes/shopify/staged-upload/upload-policy.ts";

const EXPIRES_MS = 3_600_000;
const MAX_BYTES = 1_000_000_000;

export interface StagedUploadInput {
  resource: string;
  httpMethod?: "POST" | "PUT" | null;
  filename: string;
  mimeType: string;
  fileSize?: string | null;
}

/** Videos that count against the plan: those there are, and every target that still holds a slot (platform §2.3). */
export function videoSlotsTaken(world: ShopWorld): number {
  const videos = world.state.media.filter((media) => media.type === "VIDEO").length;
  return videos + world.state.stagedTargets.filter((target) => !target.usedBy && target.expiresAt > Date.now()).length;
}

/** stagedUploadsCreate: an element that is refused comes back with `url: null` beside a user error, the others go on. */
export function stagedUploadsCreate(world: ShopWorld, { input }: { input: StagedUploadInput[] }) {
  const userErrors: { field: string[]; message: string }[] = [];
  const stagedTargets = input.map((one, index) => {
    const refuse = (field: string, message: string) => {
      userErrors.push({ field: ["input", String(index), field], message });
      return { url: null, resourceUrl: null, parameters: [] };
    };
    if (one.resource !== "VIDEO") return refuse("resource", `This stand-in of Shopify stages only videos, not ${one.resource}.`);
    if (one.fileSize == null) return refuse("fileSize", "fileSize is required for VIDEO");
    if (Number(one.fileSize) < 1 || Number(one.fileSize) > MAX_BYTES) return refuse("fileSize", "File size must be between 1 byte and 1 GB");
    if (!/^video\/(mp4|quicktime|webm)$/.test(one.mimeType)) return refuse("mimeType", `${one.mimeType} is not a recognized video format`);
    if (!/\.(mp4|mov|webm)$/i.test(one.filename)) return refuse("filename", "Filename has an unsupported extension for video");
    const limit = PLANS[world.plan].videos;
    if (videoSlotsTaken(world) >= limit) return refuse("resource", `Your plan does not permit more than ${limit} videos and 3D models`);
    return answer(world, stage(world, one));
  });
  world.save();
  return { stagedTargets, userErrors };
}

function stage(world: ShopWorld, input: StagedUploadInput): StagedTargetRecord {
  const target: StagedTargetRecord = {
    id: String(randomInt(10_000_000, 99_999_999)), key: `c/o/v/${randomBytes(16).toString("hex")}${path.extname(input.filename).toLowerCase()}`,
    method: input.httpMethod ?? "PUT", filename: path.basename(input.filename), mimeType: input.mimeType, bytes: Number(input.fileSize),
    expiresAt: Date.now() + EXPIRES_MS, uploadedBytes: null, usedBy: null,
  };
  world.state.stagedTargets.push(target);
  world.ledger.stagedTargets.push({ at: Date.now(), key: target.key, filename: target.filename, bytes: target.bytes, method: target.method });
  return target;
}

function answer(world: ShopWorld, target: StagedTargetRecord) {
  const resourceUrl = `${UPLOAD_URL}?external_video_id=${target.id}`;
  if (target.method === "POST") return { url: UPLOAD_URL, resourceUrl, parameters: uploadParameters(target, world.state.uploadSecret) };
  return { url: signedPutUrl(target, world.state.uploadSecret), resourceUrl, parameters: [{ name: "content_type", value: target.mimeType }] };
}

/** The target that a resourceUrl names, or null. */
export function findTarget(world: ShopWorld, resourceUrl: string): StagedTargetRecord | null {
  const id = /^https:\/\/[^/?]+\/?\?external_video_id=(\d+)$/.exec(resourceUrl)?.[1];
  const found = world.state.stagedTargets.find((target) => target.id === id);
  return found && new URL(resourceUrl).origin === UPLOAD_URL ? found : null;
}
