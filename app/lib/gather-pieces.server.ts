import { Writable } from "node:stream";

/**
 * What `pipe` writes as a web stream, where everything that is written in one turn goes on as one piece. React writes a page in pieces of 2 KB;
 * each would pass every stream up to the connection, and the compression with a flush, on its own. A reader that goes away destroys what `pipe`
 * writes to, which React takes as the end of its work.
 */
export function gatherPieces(pipe: (to: Writable) => void): ReadableStream<Uint8Array> {
  let to: Writable | undefined;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      let pieces: Uint8Array[] = [];
      const flush = () => {
        if (pieces.length && !to?.destroyed) controller.enqueue(Buffer.concat(pieces));
        pieces = [];
      };
      to = new Writable({
        decodeStrings: true,
        write(piece: Buffer, _encoding, done) {
          if (pieces.push(withoutPadding(piece)) === 1) setImmediate(flush);
          done();
        },
        final(done) {
          flush();
          controller.close();
          done();
        },
      });
      to.on("error", (error) => controller.error(error));
      pipe(to);
    },
    cancel() {
      to?.destroy();
    },
  });
}

/** Where a character of several bytes does not fit into the end of a piece, React 18 sends the bytes that it left free as well: they are zero. */
function withoutPadding(piece: Buffer): Buffer {
  let end = piece.length;
  while (end > 0 && piece[end - 1] === 0) end--;
  return piece.subarray(0, end);
}
