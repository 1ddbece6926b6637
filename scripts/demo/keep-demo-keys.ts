import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

export interface DemoKeys {
  encryptionKey: string;
  nemoToken: string;
}

/** Keys of this demo only, made once and kept beside its data, so that the next start can read what this one sealed. */
export function keepDemoKeys(dir: string): DemoKeys {
  const file = path.join(dir, "keys.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as DemoKeys;
  const keys: DemoKeys = {
    encryptionKey: randomBytes(32).toString("hex"),
    nemoToken: `nmv_usr_${randomBytes(16).toString("hex")}`,
  };
  writeFileSync(file, JSON.stringify(keys, null, 2), { mode: 0o600 });
  return keys;
}
