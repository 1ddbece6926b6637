import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";

/** Whether the error says that there is no such file. */
export const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === "ENOENT";

/** A folder for files on their way: `aside` gives a new path in it, `sweep` removes what was not touched since `before`. */
export function asideFolder(folder: string) {
  return {
    async aside(): Promise<string> {
      await mkdir(folder, { recursive: true });
      return path.join(folder, randomUUID());
    },
    async sweep(before: Date): Promise<void> {
      const names = await readdir(folder).catch((error: unknown) => {
        if (isGone(error)) return [];
        throw error;
      });
      for (const name of names) {
        const file = path.join(folder, name);
        const found = await stat(file).catch(() => null); // its owner was faster
        if (found && found.mtime < before) await rm(file, { force: true });
      }
    },
  };
}
