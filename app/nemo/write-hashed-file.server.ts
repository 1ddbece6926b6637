import { createHash } from "node:crypto";
import { open, type FileHandle } from "node:fs/promises";

const MEBIBYTE = 1024 * 1024;
/** Pieces are gathered to this size before they are written: every write is a trip to another thread and back. */
const GROUP_BYTES = MEBIBYTE;
/** Taken and not yet written; beyond it the sender is held back. */
const MOST_WAITING_BYTES = 4 * MEBIBYTE;
/** Brought to the disk on the way, so that the end does not wait for all of it. */
const SYNC_BYTES = 32 * MEBIBYTE;

/** A file that is written while more of it comes, at constant memory. */
export interface HashedFile {
  /** Takes a piece; it is not to be read afterwards. False when the sender is to be held back until `onRoom`. */
  take(piece: Buffer): boolean;
  /** Writes what is left, syncs it to the disk and closes the file. Answers with the SHA-256 of all pieces, in hex. Rejects with what the disk said. */
  end(): Promise<string>;
  /** Closes the file without the rest; settles when nothing of it is open any more. */
  discard(): Promise<void>;
}

/** Opens an empty file. `onFault` hears at once what the disk says. */
export async function openHashedFile(path: string, { onRoom, onFault }: { onRoom: () => void; onFault: (fault: Error) => void }): Promise<HashedFile> {
  const handle = await open(path, "w");
  const hash = createHash("sha256");
  let group: Buffer[] = [];
  let gathered = 0;
  let waiting = 0;
  let unsynced = 0;
  let full = false;
  let over = false;
  let writing: Promise<void> | null = null;
  let syncing: Promise<void> | null = null;
  let fault: Error | null = null;

  const note = (error: unknown) => {
    fault ??= error as Error;
    onFault(fault);
  };
  const sync = () => {
    unsynced = 0;
    return handle.datasync().catch(note).finally(() => (syncing = null));
  };
  const writeGroup = async () => {
    const [pieces, bytes] = [group, gathered];
    group = [];
    gathered = 0;
    await writeAll(handle, pieces);
    for (const piece of pieces) giveBack(piece);
    waiting -= bytes;
    unsynced += bytes;
    if (unsynced >= SYNC_BYTES) syncing ??= sync();
    if (!full || waiting > GROUP_BYTES) return;
    full = false;
    onRoom();
  };
  const write = async () => {
    try {
      while (gathered >= GROUP_BYTES && !over && !fault) await writeGroup();
    } catch (error) {
      note(error);
    } finally {
      // In the same turn as the look at what has gathered, or a piece in between would find nobody to write it.
      writing = null;
    }
  };
  return {
    take(piece) {
      hash.update(piece);
      group.push(piece);
      gathered += piece.length;
      waiting += piece.length;
      if (gathered >= GROUP_BYTES) writing ??= write();
      full ||= waiting >= MOST_WAITING_BYTES;
      return !full;
    },
    async end() {
      try {
        await writing;
        await syncing;
        if (fault) throw fault;
        if (gathered > 0) await writeGroup();
        await handle.sync();
      } finally {
        await handle.close();
      }
      return hash.digest("hex");
    },
    async discard() {
      over = true;
      await writing;
      await syncing;
      await handle.close();
    },
  };
}

/** A write may take less than it was given. */
async function writeAll(handle: FileHandle, pieces: Buffer[]): Promise<void> {
  for (let left = pieces; left.length > 0; ) {
    let { bytesWritten } = await handle.writev(left);
    const rest: Buffer[] = [];
    for (const piece of left) {
      if (piece.length > bytesWritten) rest.push(piece.subarray(bytesWritten));
      bytesWritten = Math.max(0, bytesWritten - piece.length);
    }
    left = rest;
  }
}

/**
 * Frees a piece that has its memory for itself. The socket gives each of them memory of its own, and until the next garbage collection 60 MiB of
 * them would lie about; the collections that so many bring about cost more than the writing.
 */
function giveBack({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength) buffer.transfer(0);
}
