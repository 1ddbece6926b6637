import type { Prisma, PrismaClient } from "@prisma/client";
import { chosenOptions, type ChosenOptions } from "./choices.ts";

export interface KeptChoices {
  chosen: ChosenOptions;
  /** The merchant's own text, or null. */
  prompt: string | null;
  /** The suggested text it was written over. */
  promptFrom: string | null;
}

/** What the merchant chose and wrote for this product and recipe the last time; nothing chosen when there was none. */
export async function readKeptChoices(db: PrismaClient, o: { shop: string; productGid: string; recipe: string }): Promise<KeptChoices> {
  const row = await db.keptChoices.findUnique({ where: { shop_productGid_recipe: { shop: o.shop, productGid: o.productGid, recipe: o.recipe } } });
  // Choices of an older version that are none any more are as good as not made.
  return { chosen: chosenOptions.safeParse(row?.choices ?? {}).data ?? {}, prompt: row?.prompt ?? null, promptFrom: row?.promptFrom ?? null };
}

/** Keeps them for the next time. A text that is the suggested one is not kept: it is written anew from the product. */
export async function keepChoices(
  db: Prisma.TransactionClient,
  o: { shop: string; productGid: string; recipe: string; chosen: ChosenOptions; prompt: string; suggested: string },
): Promise<void> {
  const { shop, productGid, recipe } = o;
  const own = o.prompt !== o.suggested;
  const data = { choices: { ...o.chosen }, prompt: own ? o.prompt : null, promptFrom: own ? o.suggested : null };
  await db.keptChoices.upsert({ where: { shop_productGid_recipe: { shop, productGid, recipe } }, create: { shop, productGid, recipe, ...data }, update: data });
}
