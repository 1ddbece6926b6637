/**
 * JSON.parse that does not round: an integer beyond 2^53 becomes the string of its digits. Throws SyntaxError for what
 * is not JSON and RangeError for nesting beyond the stack.
 */
export function parseExactJson(text: string): unknown {
  // The third argument ("source text access") is in V8 since Node 21; TypeScript's library does not know it yet.
  const keepDigits = (_key: string, value: unknown, context?: { source?: string }) => {
    if (typeof value !== "number" || Number.isSafeInteger(value) || !context?.source) return value;
    return /^-?\d+$/.test(context.source) ? context.source : value;
  };
  return JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown);
}
