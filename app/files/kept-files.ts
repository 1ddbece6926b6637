// The narrow port behind which finished videos and merchants' own files are kept. Types only, so that any module may name them.
import type { ByteRange } from "#app/lib/byte-range.ts";

/** A kept file that is open for reading. It never changes under its name. */
export interface OpenKeptFile {
  bytes: number;
  /** Differs when the content differs: for an ETag. Letters, digits and hyphens. */
  version: string;
  /** The bytes of the range, first and last included, in pieces. Ends early when the signal is aborted; whoever stops reading must return the iterator. */
  read(range: ByteRange, signal: AbortSignal): AsyncIterable<Uint8Array>;
}

/** A kept file as a file of this machine. `done` must be called when it is no longer needed; the path is not to be written to. */
export interface LocalCopy {
  path: string;
  bytes: number;
  done(): Promise<void>;
}

export interface ListedFile {
  name: string;
  bytes: number;
  modifiedAt: Date;
}

/**
 * Names are relative, with `/` between their parts (kept-files.server.ts of the videos makes them). Every method works at constant memory and throws
 * ExpectedError `files.unavailable` (passes) or `files.refused` (somebody has to look at the settings) where the store is another machine.
 */
export interface KeptFiles {
  /** A path of this machine that nobody uses, in a folder that is there: a file is written there before it is put. Leftovers of a crash are cleaned up. */
  aside(): Promise<string>;
  /** Takes the file at `path`, which is gone afterwards. Under its name it appears whole or not at all; one that was there is replaced. */
  put(name: string, path: string, signal?: AbortSignal): Promise<void>;
  /** Null when there is no such file. */
  open(name: string): Promise<OpenKeptFile | null>;
  /** For programs that want a path. Null when there is no such file. */
  localCopy(name: string, signal?: AbortSignal): Promise<LocalCopy | null>;
  /** What is not there is no failure. */
  remove(names: string[]): Promise<void>;
  /** Removes everything below a folder. */
  removeFolder(folder: string): Promise<void>;
  list(): AsyncIterable<ListedFile>;
  /** Removes what crashes left aside on this machine before `before`. */
  sweepAside(before: Date): Promise<void>;
}
