import type { NemoWaits } from "./nemo-waits.ts";

/**
 * How long to wait after 429, in ms (protocol §3.3): what Retry-After says (seconds or an HTTP date), never less than
 * 30 s and never more than 120 s; 30 s when it says nothing that can be read.
 */
export function readRetryAfter(header: string | string[] | undefined, now: Date, waits: Pick<NemoWaits, "busyMin" | "busyMax">): number {
  const text = (Array.isArray(header) ? header[0] : header)?.trim() ?? "";
  const asked = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  if (Number.isNaN(asked)) return waits.busyMin;
  return Math.min(waits.busyMax, Math.max(waits.busyMin, asked));
}
