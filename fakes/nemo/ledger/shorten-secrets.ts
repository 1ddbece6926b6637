import type { IncomingHttpHeaders } from "node:http";

/** Tokens keep their first letters and their length, enough to tell two apart and too little to use. */
export function shortenSecrets(text: string): string {
  return text.replace(/(nmv_usr_|clm_)([A-Za-z0-9_.~+/=-]*)/g, (_whole, prefix: string, rest: string) => `${prefix}${rest.slice(0, 4)}…(${rest.length})`);
}

/** Headers as one string each, without usable tokens. */
export function shortenHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const shortened: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const text = Array.isArray(value) ? value.join(", ") : (value ?? "");
    shortened[name] = shortenSecrets(text);
  }
  return shortened;
}
