import path from "node:path";
import { mediaStatus } from "#fakes/shopify/media/process-video.ts";
import type { ShopWorld } from "#fakes/shopify/shop-world.ts";
import type { MediaRecord, PictureRecord, VideoRecord } from "#fakes/shopify/state/shop-state.ts";

const CDN = "https://cdn.shopify.com";
const POSTER_PX = 1080;

interface ImageFacts {
  gid: string;
  /** On the CDN, without query. */
  path: string;
  alt: string | null;
  width: number;
  height: number;
  version: number;
}

interface ImageTransform {
  maxWidth?: number | null;
  maxHeight?: number | null;
  preferredContentType?: "JPG" | "PNG" | "WEBP" | null;
  crop?: string | null;
}

const idOf = (gid: string) => gid.split("/").at(-1) ?? "";
const iso = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");

/** A node of the Media and File interfaces. */
export function mediaNode(world: ShopWorld, media: MediaRecord) {
  return media.type === "IMAGE" ? pictureNode(media) : videoNode(world, media);
}

function pictureNode(media: PictureRecord) {
  const extension = path.extname(media.file).toLowerCase();
  const image = imageNode({
    gid: media.gid.replace("MediaImage", "ImageSource"), path: `/s/files/1/0042/1001/files/${idOf(media.gid)}${extension}`, alt: media.alt,
    width: media.width, height: media.height, version: media.updatedAt,
  });
  return {
    __typename: "MediaImage", id: media.gid, alt: media.alt ?? "", mediaContentType: "IMAGE", mimeType: media.mimeType, image,
    status: "READY", fileStatus: "READY", mediaErrors: [], mediaWarnings: [], fileErrors: [],
    createdAt: iso(media.createdAt), updatedAt: iso(media.updatedAt),
    preview: { status: "READY", image }, originalSource: { url: image.url({}), fileSize: null },
  };
}

function videoNode(world: ShopWorld, media: VideoRecord) {
  const status = mediaStatus(media);
  const facts = status === "READY" && media.outcome && "facts" in media.outcome ? media.outcome.facts : null;
  const errors = status === "FAILED" && media.outcome && "code" in media.outcome ? [{ ...media.outcome, details: null }] : [];
  const source = (url: string) => facts && {
    url, mimeType: media.mimeType, format: path.extname(media.filename).slice(1).toLowerCase() || "mp4",
    fileSize: media.bytes, width: facts.width, height: facts.height,
  };
  const main = source(`${CDN}/videos/c/vp/${media.upload}/${media.upload}.HD-1080p.mp4`);
  const poster = facts && imageNode({
    gid: media.gid.replace("Video", "ImageSource"), path: `/s/files/1/0042/1001/files/preview_images/${idOf(media.gid)}.thumbnail.jpg`, alt: media.alt,
    width: Math.round(facts.width * posterScale(facts)), height: Math.round(facts.height * posterScale(facts)), version: media.updatedAt,
  });
  return {
    __typename: "Video", id: media.gid, alt: media.alt ?? "", mediaContentType: "VIDEO", filename: media.filename, status, fileStatus: status,
    mediaErrors: errors, fileErrors: errors, mediaWarnings: [], createdAt: iso(media.createdAt), updatedAt: iso(media.updatedAt),
    duration: facts?.durationMs ?? null, sources: main ? [main] : [], originalSource: source(`${CDN}/videos/c/o/v/${media.upload}.mp4`),
    preview: { status: poster ? "READY" : status, image: poster },
  };
}

/** Factor from a video's size to its poster's. */
export const posterScale = (facts: { width: number; height: number }) => Math.min(1, POSTER_PX / Math.max(facts.width, facts.height));

function imageNode(facts: ImageFacts) {
  return {
    __typename: "Image", id: facts.gid, altText: facts.alt, width: facts.width, height: facts.height,
    url: ({ transform }: { transform?: ImageTransform | null }) => {
      const url = new URL(facts.path, CDN);
      url.searchParams.set("v", String(Math.floor(facts.version / 1000)));
      if (transform?.maxWidth) url.searchParams.set("width", String(transform.maxWidth));
      if (transform?.maxHeight) url.searchParams.set("height", String(transform.maxHeight));
      if (transform?.crop) url.searchParams.set("crop", transform.crop.toLowerCase());
      if (transform?.preferredContentType) url.searchParams.set("format", transform.preferredContentType.toLowerCase());
      return url.href;
    },
  };
}
