import type { PipelineWaits } from "./pipeline-waits.ts";

/**
 * When to look again for a message that was sent at `sentAt` and whose end is unknown: half its age later, at first every
 * five minutes, in the end every hour; null when 24 hours are over. Pure.
 */
export function lateLookAt(waits: Pick<PipelineWaits, "lateLookFirstMs" | "lateLookMaxMs" | "lateLookUntilMs">, sentAt: Date, now: Date): Date | null {
  const ageMs = Math.max(0, now.getTime() - sentAt.getTime());
  if (ageMs >= waits.lateLookUntilMs) return null;
  const afterMs = Math.min(waits.lateLookMaxMs, Math.max(waits.lateLookFirstMs, ageMs / 2));
  return new Date(Math.min(now.getTime() + afterMs, sentAt.getTime() + waits.lateLookUntilMs));
}
