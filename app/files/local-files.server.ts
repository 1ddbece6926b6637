import { copyFile, mkdir, opendir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { asideFolder, isGone } from "./aside-folder.server.ts";
import { checkName } from "./check-name.ts";
import type { KeptFiles, ListedFile } from "./kept-files.ts";
import { readFileRange } from "./read-file-range.server.ts";

const ASIDE = ".aside";

/** Kept files in a folder of this machine, or of a disk that all machines share. */
export function openLocalFiles(dir: string): KeptFiles {
  const pathOf = (name: string) => path.join(dir, ...checkName(name).split("/"));
  const { aside, sweep } = asideFolder(path.join(dir, ASIDE));
  const look = (name: string) =>
    stat(pathOf(name)).catch((error: unknown) => {
      if (isGone(error)) return null;
      throw error;
    });
  return {
    aside,
    sweepAside: sweep,
    async put(name, from) {
      const to = pathOf(name);
      await mkdir(path.dirname(to), { recursive: true });
      await rename(from, to).catch(async (error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
        // from another disk: first beside its place, so that it still appears whole
        const beside = await aside();
        await copyFile(from, beside);
        await rename(beside, to);
        await rm(from, { force: true });
      });
    },
    async open(name) {
      const found = await look(name);
      return found && { bytes: found.size, version: `${found.size.toString(36)}-${Math.floor(found.mtimeMs).toString(36)}`, read: (range, signal) => readFileRange(pathOf(name), range, signal) };
    },
    async localCopy(name) {
      const found = await look(name);
      return found && { path: pathOf(name), bytes: found.size, done: async () => undefined };
    },
    async remove(names) {
      for (const name of names) await rm(pathOf(name), { force: true });
    },
    removeFolder: (folder) => rm(pathOf(folder), { recursive: true, force: true }),
    list: () => listBelow(dir),
  };
}

async function* listBelow(dir: string): AsyncGenerator<ListedFile> {
  const folder = await opendir(dir, { recursive: true }).catch((error: unknown) => {
    if (isGone(error)) return null;
    throw error;
  });
  if (!folder) return;
  for await (const entry of folder) {
    const full = path.join(entry.parentPath, entry.name);
    const name = path.relative(dir, full).split(path.sep).join("/");
    if (!entry.isFile() || name.startsWith(`${ASIDE}/`)) continue;
    const found = await stat(full).catch(() => null); // removed while we looked
    if (found) yield { name, bytes: found.size, modifiedAt: found.mtime };
  }
}
