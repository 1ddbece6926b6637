/**
 * The exact text of a value inside a JSON document, found by its keys; null when it is not there. The document must be
 * valid JSON. Of doubled keys the last one counts, as in JSON.parse. Does not recurse, so depth is no danger.
 */
export function sliceJson(text: string, path: readonly string[]): string | null {
  let start = skipSpace(text, 0);
  for (const key of path) {
    if (text[start] !== "{") return null;
    const found = findMember(text, start, key);
    if (found === null) return null;
    start = found;
  }
  return text.slice(start, endOfValue(text, start));
}

/** How deep arrays and objects are nested in a valid JSON document; a bare number has depth 0. */
export function depthOfJson(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at) - 1;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) deepest = Math.max(deepest, ++depth);
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
  }
  return deepest;
}

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const COMMA = 44;

function findMember(text: string, objectStart: number, key: string): number | null {
  let found: number | null = null;
  let at = skipSpace(text, objectStart + 1);
  while (at < text.length && text.charCodeAt(at) === QUOTE) {
    const keyEnd = endOfString(text, at);
    const name: unknown = JSON.parse(text.slice(at, keyEnd));
    const valueStart = skipSpace(text, skipSpace(text, keyEnd) + 1);
    if (name === key) found = valueStart;
    at = skipSpace(text, endOfValue(text, valueStart));
    if (text.charCodeAt(at) === COMMA) at = skipSpace(text, at + 1);
  }
  return found;
}

function skipSpace(text: string, at: number): number {
  while (at < text.length && " \t\n\r".includes(text[at] ?? "")) at++;
  return at;
}

/** Index after the closing quote. */
function endOfString(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === BACKSLASH) i++;
    else if (code === QUOTE) return i + 1;
  }
  return text.length;
}

function endOfValue(text: string, start: number): number {
  if (text.charCodeAt(start) === QUOTE) return endOfString(text, start);
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at) - 1;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (depth === 0 && (code === COMMA || code <= 32)) return at;
  }
  return text.length;
}
