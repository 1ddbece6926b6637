import { replacedVideos } from "#app/videos/video-json.ts";

/**
 * Zero-based position that a newer video takes from an older one: where the older one stands when the newer one is not counted. Null when
 * none is replaced or it is no longer on the product. Pure.
 */
export function placeOfOlder(publication: { replaces: unknown; fileGid: string | null }, media: string[]): number | null {
  const others = media.filter((gid) => gid !== publication.fileGid);
  const positions = replacedVideos.parse(publication.replaces).map(({ fileGid }) => others.indexOf(fileGid)).filter((position) => position >= 0);
  return positions.length ? Math.min(...positions) : null;
}
