import { joinSentences } from "#app/words/join-sentences.ts";
import { sentence, type Sentence, type WordId } from "#app/words/say.ts";
import type { ReplacedVideo } from "./video-json.ts";

export interface UndoFacts {
  /** Gids in listing order before the video was put on the product; null when that was not recorded. */
  before: string[] | null;
  /** The same now, after it was taken off. */
  now: string[];
  /** Every file of ours that was ever on this product: the merchant's own media are the others. */
  ours: string[];
  /** Whether the video was still on the product when it was to be taken off. */
  wasThere: boolean;
  older: ReplacedVideo[];
}

/** What was changed on the product meanwhile and was left alone, in a merchant's words; null when all is as it was. Pure. */
export function describeUndo({ before, now, ours, wasThere, older }: UndoFacts): Sentence | string | null {
  const said: Sentence[] = [];
  if (!wasThere) said.push(sentence("publication.undo_gone_before"));
  if (older.some(({ backAt }) => backAt)) said.push(sentence("publication.undo_older_back"));
  for (const { refused } of older) if (refused) said.push(sentence(whyAway[refused] ?? "publication.undo_older_refused"));
  if (before) said.push(...describeChanges(without(before, ours), without(now, ours)));
  return said.length ? joinSentences(...said) : null;
}

const whyAway: Record<string, WordId> = {
  "shopify.file_gone": "publication.undo_older_no_file",
  "shopify.product_media_limit": "publication.undo_older_no_room",
  "shopify.product_suspended": "publication.undo_older_suspended",
};

function describeChanges(before: string[], now: string[]): Sentence[] {
  const added = without(now, before).length;
  const removed = without(before, now).length;
  const stayed = before.filter((gid) => now.includes(gid));
  const reordered = now.filter((gid) => before.includes(gid)).some((gid, i) => gid !== stayed[i]);
  return [
    ...(reordered ? [sentence("publication.undo_reordered")] : []),
    ...(added ? [sentence("publication.undo_added", { n: added })] : []),
    ...(removed ? [sentence("publication.undo_removed", { n: removed })] : []),
  ];
}

const without = (gids: string[], others: string[]): string[] => gids.filter((gid) => !others.includes(gid));
