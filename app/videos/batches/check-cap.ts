import { EXPECTED_CREDITS } from "#app/videos/limits.ts";
import { batchRefused } from "./batch-errors.ts";

/** Throws ExpectedError `batch.cap` for a cap below one video, or one that is no whole number of credits. Null is no cap. */
export function checkCap(capCredits: number | null): void {
  if (capCredits === null) return;
  if (!Number.isSafeInteger(capCredits) || capCredits < EXPECTED_CREDITS || capCredits > 1_000_000_000) {
    throw batchRefused("batch.cap", `A cap is a whole number of credits, ${EXPECTED_CREDITS} or more: one video takes about ${EXPECTED_CREDITS}.`);
  }
}
