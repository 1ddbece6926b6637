import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Records kept in memory and, one file each, on disk: a file is either the old one or the new one, never half of it. */
export interface JsonCollection<T> {
  get(id: string): T | undefined;
  /** Keeps the record and writes it at once. */
  put(id: string, record: T): void;
  delete(id: string): void;
  values(): T[];
}

/** Opens the folder and reads every record in it. @throws Error naming the file that cannot be read */
export function openJsonCollection<T>(folder: string): JsonCollection<T> {
  mkdirSync(folder, { recursive: true });
  const records = new Map<string, T>();
  for (const name of readdirSync(folder)) {
    if (!name.endsWith(".json")) continue;
    const file = path.join(folder, name);
    try {
      records.set(decodeURIComponent(name.slice(0, -".json".length)), JSON.parse(readFileSync(file, "utf8")) as T);
    } catch (error) {
      throw new Error(`${file} cannot be read; delete it to start afresh`, { cause: error });
    }
  }
  const fileOf = (id: string): string => path.join(folder, `${encodeURIComponent(id).replaceAll("*", "%2A")}.json`);
  return {
    get: (id) => records.get(id),
    put(id, record) {
      records.set(id, record);
      const file = fileOf(id);
      writeFileSync(`${file}.new`, JSON.stringify(record));
      renameSync(`${file}.new`, file);
    },
    delete(id) {
      records.delete(id);
      rmSync(fileOf(id), { force: true });
    },
    values: () => [...records.values()],
  };
}
