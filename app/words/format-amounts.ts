// Amounts in the reader's words. The same on the server and in the browser, so that hydration finds what was sent.
import { currentLocale, say, sentence, written, type Sentence } from "./say.ts";

const twoDigits = (n: number): string => String(n).padStart(2, "0");

/** "45 seconds", "2 minutes 05 seconds", "1 hour 03 minutes". Never negative. */
export function formatElapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return say("units.seconds", { n: seconds });
  if (minutes < 60) return seconds % 60 ? say("units.minutes_seconds", { minutes, seconds: seconds % 60, padded: twoDigits(seconds % 60) }) : say("units.minutes", { n: minutes });
  return say("units.hours_minutes", { hours: Math.floor(minutes / 60), minutes: minutes % 60, padded: twoDigits(minutes % 60) });
}

/** "0:24", "12:05": a length as players show it. */
export function formatLength(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1000));
  return `${Math.floor(seconds / 60)}:${twoDigits(seconds % 60)}`;
}

/** "820 kB", "4.2 MB", in powers of 1000 as Shopify counts. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000_000) return say("units.kilobytes", { n: String(Math.max(1, Math.round(bytes / 1000))) });
  return say("units.megabytes", { n: written(bytes / 1_000_000, 1) });
}

/** Credits inside a sentence that is told later. */
export const creditsIn = (credits: number): Sentence => sentence("units.credits", { n: Math.trunc(credits) });

/** "1,240 credits", "1 credit": grouped in the same way everywhere. */
export const formatCredits = (credits: number): string => say("units.credits", { n: Math.trunc(credits) });

/** "21 Nov 2026, 10:42 UTC" for an ISO time: what is shown until the browser can say it in the reader's own time zone. */
export function formatUtc(iso: string): string {
  const locale = currentLocale();
  // Plain English, which says no more, is written day first and with 24 hours: nobody misreads that.
  const format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
  return say("units.time_utc", { time: format.format(new Date(iso)) });
}
