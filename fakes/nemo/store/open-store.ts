import { mkdirSync } from "node:fs";
import path from "node:path";
import { openJsonCollection, type JsonCollection } from "./json-collection.ts";
import type { AccountRecord, RenderRecord, SessionRecord, TokenRecord } from "./records.ts";

/** Everything the stand-in remembers, below one folder. */
export interface Store {
  accounts: JsonCollection<AccountRecord>;
  tokens: JsonCollection<TokenRecord>;
  sessions: JsonCollection<SessionRecord>;
  renders: JsonCollection<RenderRecord>;
  /** The full name of a file below the folder; the folders on the way exist afterwards. */
  file(...parts: string[]): string;
}

/** Opens what is kept below `stateDir`. @throws Error naming a file that cannot be read */
export function openStore(stateDir: string): Store {
  const folder = (name: string): string => path.join(stateDir, name);
  return {
    accounts: openJsonCollection(folder("accounts")),
    tokens: openJsonCollection(folder("tokens")),
    sessions: openJsonCollection(folder("sessions")),
    renders: openJsonCollection(folder("renders")),
    file(...parts) {
      const file = path.join(stateDir, ...parts);
      mkdirSync(path.dirname(file), { recursive: true });
      return file;
    },
  };
}
