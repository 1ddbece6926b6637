import { creditsIn } from "#app/words/format-amounts.ts";
import { say } from "#app/words/say.ts";

/**
 * What a click will cost, in sentences: what NemoVideo usually takes (it names no price beforehand), and whether the balance is
 * enough. `available` is null when the balance is not known.
 */
export function costSentences(expected: number, available: number | null): string[] {
  const cost = say("product.usual_cost", { credits: creditsIn(expected) });
  if (available === null) return [cost, say("product.balance_unread")];
  if (available < expected) return [cost, say("product.balance_short", { credits: creditsIn(available) })];
  return [cost, say("product.balance", { credits: creditsIn(available) })];
}
