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
export function describeUndo({ before, now, ours, wasThere, older }: UndoFacts): string | null {
  const said: string[] = [];
  if (!wasThere) said.push("The video had already been removed from the product in Shopify.");
  if (older.some(({ backAt }) => backAt)) said.push("The older video is back in its place.");
  for (const { refused } of older) if (refused) said.push(whyAway[refused] ?? "Shopify did not take the older video back, so it stays off.");
  if (before) said.push(...describeChanges(without(before, ours), without(now, ours)));
  return said.length ? said.join(" ") : null;
}

const whyAway: Record<string, string> = {
  "shopify.file_gone": "The older video could not be put back, because its file is no longer in Shopify. It can be published again from the kept copy; nothing is charged.",
  "shopify.product_media_limit": "The older video could not be put back, because the product has the 250 media that Shopify permits.",
  "shopify.product_suspended": "The older video could not be put back, because Shopify has suspended the product.",
};

function describeChanges(before: string[], now: string[]): string[] {
  const added = without(now, before).length;
  const removed = without(before, now).length;
  const stayed = before.filter((gid) => now.includes(gid));
  const reordered = now.filter((gid) => before.includes(gid)).some((gid, i) => gid !== stayed[i]);
  return [
    ...(reordered ? ["The media were put in another order since; that order was kept."] : []),
    ...(added ? [added === 1 ? "One medium that was added since stays on the product." : `${added} media that were added since stay on the product.`] : []),
    ...(removed ? [removed === 1 ? "One medium that was removed since was not put back." : `${removed} media that were removed since were not put back.`] : []),
  ];
}

const without = (gids: string[], others: string[]): string[] => gids.filter((gid) => !others.includes(gid));
