const safe = (part: string) => part.replace(/[^\w.-]/g, "_");

/** The name of a video's copy among the kept files: one folder per shop, so that a shop can be erased whole. */
export function keptFilePath(o: { shop: string; videoId: string; renderId: string }): string {
  return [keptFolder(o.shop), safe(o.videoId), `${safe(o.renderId)}.mp4`].join("/");
}

/** The name of a merchant's own file, in the same folder of the shop. */
export function merchantFilePath(o: { shop: string; fileId: string; extension: string }): string {
  return [keptFolder(o.shop), "uploads", `${safe(o.fileId)}.${safe(o.extension)}`].join("/");
}

/** The folder of everything that is kept for a shop. */
export const keptFolder = (shop: string): string => safe(shop);
