// Plain texts that are the same on the server and in the browser, so that hydration finds what was sent.

/** "45 seconds", "2 minutes 05 seconds", "1 hour 03 minutes". Never negative. */
export function formatElapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const count = (n: number, unit: string) => `${n} ${unit}${n === 1 ? "" : "s"}`;
  const padded = (n: number, unit: string) => `${String(n).padStart(2, "0")} ${unit}${n === 1 ? "" : "s"}`;
  if (seconds < 60) return count(seconds, "second");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 ? `${count(minutes, "minute")} ${padded(seconds % 60, "second")}` : count(minutes, "minute");
  return `${count(Math.floor(minutes / 60), "hour")} ${padded(minutes % 60, "minute")}`;
}

/** "0:24", "12:05": a length as players show it. */
export function formatLength(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** "820 kB", "4.2 MB", in powers of 1000 as Shopify counts. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** "1,240 credits", "1 credit": grouped in the same way everywhere. */
export function formatCredits(credits: number): string {
  const grouped = String(Math.trunc(credits)).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${grouped} ${credits === 1 ? "credit" : "credits"}`;
}

/** "21 Nov 2026, 10:42 UTC" for an ISO time: what is shown until the browser can say it in its own words. */
export function formatUtc(iso: string): string {
  const date = new Date(iso);
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}, ${two(date.getUTCHours())}:${two(date.getUTCMinutes())} UTC`;
}
