import { EXPECTED_CREDITS } from "#app/videos/limits.ts";
import { sentence } from "#app/words/say.ts";
import { batchRefused } from "./batch-errors.ts";

/** Throws ExpectedError `batch.cap` for a cap below one video, or one that is no whole number of credits. Null is no cap. */
export function checkCap(capCredits: number | null): void {
  if (capCredits === null) return;
  if (!Number.isSafeInteger(capCredits) || capCredits < EXPECTED_CREDITS || capCredits > 1_000_000_000) {
    throw batchRefused("batch.cap", sentence("requests.batch_cap", { least: EXPECTED_CREDITS, each: EXPECTED_CREDITS }));
  }
}
