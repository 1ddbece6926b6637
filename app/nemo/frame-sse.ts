import { createParser } from "eventsource-parser";

export interface SseFrame {
  /** The `event:` field, when there was one. */
  event: string | undefined;
  /** The `data:` lines joined by line feeds. */
  data: string;
}

/**
 * Turns the bytes of an event stream into frames (protocol §7.3): UTF-8 over any chunk boundary, BOM, CR, LF and CRLF,
 * comments. `end()` is for a stream that ended cleanly and delivers a last frame that lacks its blank line; after a cut
 * it must not be called, so that half an event is dropped. `onOverflow` is called once when a frame exceeds `maxChars`.
 */
export function createSseFramer(o: { maxChars: number; onFrame: (frame: SseFrame) => void; onComment: () => void; onOverflow: () => void }) {
  const decoder = new TextDecoder();
  let overflowed = false;
  const parser = createParser({
    maxBufferSize: o.maxChars,
    onEvent: (message) => o.onFrame({ event: message.event, data: message.data }),
    onComment: () => o.onComment(),
    // Unknown fields and odd `retry` values are none of our business; only the overflow matters.
    onError(error) {
      if (error.type !== "max-buffer-size-exceeded") return;
      overflowed = true;
      o.onOverflow();
    },
  });
  const feed = (text: string) => {
    if (!overflowed && text !== "") parser.feed(text);
  };
  return {
    push: (chunk: Uint8Array) => feed(decoder.decode(chunk, { stream: true })),
    end: () => feed(`${decoder.decode()}\n\n`),
  };
}
