import { Transform } from "node:stream";

/** Pairs of a text and what stands in its place. */
export type Replacements = readonly (readonly [from: string, to: string])[];

/** Replaces every text of the list, longest first. */
export function rewriteText(text: string, replacements: Replacements): string {
  return replacements.reduce((done, [from, to]) => done.replaceAll(from, to), text);
}

/** The list with each pair also in its form inside a query string. */
export function withEncoded(replacements: Replacements): Replacements {
  return replacements.flatMap(([from, to]) => [[from, to], [encodeURIComponent(from), encodeURIComponent(to)]] as const);
}

/**
 * Rewrites a stream as it passes. Only what may be the beginning of a text to replace is held back until the next chunk, so a
 * stream of events is not delayed. Works on bytes as Latin-1, which leaves UTF-8 intact: the texts must be ASCII.
 */
export function rewriteStream(replacements: Replacements): Transform {
  let held = "";
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const text = rewriteText(held + chunk.toString("latin1"), replacements);
      const keep = heldBack(text, replacements);
      held = text.slice(text.length - keep);
      done(null, Buffer.from(text.slice(0, text.length - keep), "latin1"));
    },
    flush(done) {
      done(null, Buffer.from(held, "latin1"));
    },
  });
}

/** Length of the longest end of `text` that a text to replace begins with. */
function heldBack(text: string, replacements: Replacements): number {
  let longest = 0;
  for (const [from] of replacements) {
    for (let length = Math.min(from.length - 1, text.length); length > longest; length--) {
      if (from.startsWith(text.slice(text.length - length))) longest = length;
    }
  }
  return longest;
}
