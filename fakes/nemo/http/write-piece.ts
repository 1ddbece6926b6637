import type { ServerResponse } from "node:http";

/** Writes and waits until the client has room for more, or has left. */
export async function writePiece(res: ServerResponse, piece: Uint8Array): Promise<void> {
  if (res.destroyed || res.write(piece)) return;
  await new Promise<void>((resolve) => {
    const go = (): void => {
      res.off("drain", go);
      res.off("close", go);
      resolve();
    };
    res.on("drain", go);
    res.on("close", go);
  });
}
