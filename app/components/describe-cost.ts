import { formatCredits } from "#app/words/format-amounts.ts";

/**
 * What a click will cost, in sentences: what NemoVideo usually takes (it names no price beforehand), and whether the balance is
 * enough. `available` is null when the balance is not known.
 */
export function costSentences(expected: number, available: number | null): string[] {
  const cost = `NemoVideo usually charges about ${formatCredits(expected)} for one video.`;
  if (available === null) return [cost, "Your balance could not be read just now."];
  if (available < expected) return [cost, `You have ${formatCredits(available)}, so it may not be enough. Top up at NemoVideo first.`];
  return [cost, `You have ${formatCredits(available)}.`];
}
