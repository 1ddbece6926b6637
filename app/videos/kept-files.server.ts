import { stat, rm } from "node:fs/promises";
import path from "node:path";

const safe = (part: string) => part.replace(/[^\w.-]/g, "_");

/** Where a video's copy lies, below the folder of kept files: one folder per shop, so that a shop can be erased whole. */
export function keptFilePath(o: { shop: string; videoId: string; renderId: string }): string {
  return path.join(safe(o.shop), safe(o.videoId), `${safe(o.renderId)}.mp4`);
}

/** Where a merchant's own file lies, in the same folder of the shop. */
export function merchantFilePath(o: { shop: string; fileId: string; extension: string }): string {
  return path.join(safe(o.shop), "uploads", `${safe(o.fileId)}.${safe(o.extension)}`);
}

/** Size in bytes, or null when there is no such file. */
export async function keptFileBytes(file: string): Promise<number | null> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Erases every kept file of a shop. */
export async function eraseKeptFiles(keptDir: string, shop: string): Promise<void> {
  await rm(path.join(keptDir, safe(shop)), { recursive: true, force: true });
}
