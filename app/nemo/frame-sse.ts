import { createParser } from "eventsource-parser";

export interface SseFrame {
  /** The `event:` field, when there was one. */
  event: string | undefined;
  /** The `data:` lines joined by line feeds. */
  data: string;
}

const GATHERED_CHARS = 4_096;
/** Most lines without a frame between them: the parser keeps each data line apart until the frame ends. */
const MOST_LINES = 1_000_000;

/**
 * Turns the bytes of an event stream into frames (protocol §7.3): UTF-8 over any chunk boundary, BOM, CR, LF and CRLF,
 * comments. `end()` is for a stream that ended cleanly and delivers a last frame that lacks its blank line; after a cut
 * it must not be called, so that half an event is dropped. `onOverflow` is called once when a frame exceeds `maxChars` or
 * a million lines.
 */
export function createSseFramer(o: { maxChars: number; onFrame: (frame: SseFrame) => void; onComment: () => void; onOverflow: () => void }) {
  const decoder = new TextDecoder();
  let overflowed = false;
  let frames = 0;
  let lines = 0;
  const overflow = () => {
    overflowed = true;
    o.onOverflow();
  };
  const parser = createParser({
    maxBufferSize: o.maxChars,
    onEvent(message) {
      frames++;
      o.onFrame({ event: message.event, data: message.data });
    },
    onComment: () => o.onComment(),
    // Unknown fields and odd `retry` values are none of our business; only the overflow matters.
    onError(error) {
      if (error.type === "max-buffer-size-exceeded") overflow();
    },
  });
  // Small pieces of one line are put together first: the parser keeps each piece apart, and a line may come byte by byte.
  let pending = "";
  const feed = (text: string) => {
    pending = "";
    if (overflowed || text === "") return;
    const framesBefore = frames;
    parser.feed(text);
    lines = frames === framesBefore ? lines + countLines(text) : 0;
    if (lines > MOST_LINES && !overflowed) overflow();
  };
  return {
    push(chunk: Uint8Array): void {
      const text = decoder.decode(chunk, { stream: true });
      pending += text;
      if (pending.length >= GATHERED_CHARS || text.includes("\n") || text.includes("\r")) feed(pending);
    },
    end: () => feed(`${pending}${decoder.decode()}\n\n`),
  };
}

/** Counts LF, and CR in text without LF. */
function countLines(text: string): number {
  const end = text.includes("\n") ? "\n" : "\r";
  let count = 0;
  for (let at = text.indexOf(end); at !== -1; at = text.indexOf(end, at + 1)) count++;
  return count;
}
