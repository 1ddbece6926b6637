import type { Prisma } from "@prisma/client";
import { keepSentence } from "#app/words/keep-sentence.ts";
import type { Sentence } from "#app/words/say.ts";
import type { SkipReason } from "./batch-view.ts";

/** A product as gathering judged it. */
export interface JudgedItem {
  productGid: string;
  title: string;
  skip: { reason: SkipReason; text: Sentence } | null;
}

/** Products chosen by hand, in the order of the choice, still to be judged. One statement, however many. */
export async function insertHandItems(tx: Prisma.TransactionClient, o: { batchId: string; shop: string; productGids: string[] }): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "BatchItem" ("batchId", position, shop, "productGid")
    SELECT ${o.batchId}, chosen.place - 1, ${o.shop}, chosen.gid FROM unnest(${o.productGids}::text[]) WITH ORDINALITY AS chosen(gid, place)`;
}

/** Judged products of one page, after those that are there. A product that came before keeps its place. */
export async function insertJudgedItems(tx: Prisma.TransactionClient, o: { batchId: string; shop: string; items: JudgedItem[] }): Promise<void> {
  if (o.items.length === 0) return;
  const last = await tx.batchItem.aggregate({ where: { shop: o.shop, batchId: o.batchId }, _max: { position: true } });
  const from = (last._max.position ?? -1) + 1;
  await tx.batchItem.createMany({
    data: o.items.map((item, at) => ({ batchId: o.batchId, shop: o.shop, position: from + at, productGid: item.productGid, ...judged(item) })), skipDuplicates: true,
  });
}

/** Writes down what was found of products that were chosen by hand. One statement, however many; those that are judged already stay so. */
export async function judgeHandItems(tx: Prisma.TransactionClient, o: { batchId: string; shop: string; items: JudgedItem[] }): Promise<void> {
  const rows = o.items.map((item) => ({ gid: item.productGid, ...judged(item) }));
  const [gids, titles, states] = [rows.map((row) => row.gid), rows.map((row) => row.productTitle), rows.map((row) => row.state)];
  const [reasons, texts] = [rows.map((row) => row.skipReason ?? ""), rows.map((row) => row.skipText ?? "")];
  await tx.$executeRaw`
    UPDATE "BatchItem" i SET "productTitle" = j.title, state = j.state, "skipReason" = nullif(j.reason, ''), "skipText" = nullif(j.text, '')
    FROM unnest(${gids}::text[], ${titles}::text[], ${states}::text[], ${reasons}::text[], ${texts}::text[]) AS j(gid, title, state, reason, text)
    WHERE i."batchId" = ${o.batchId} AND i.shop = ${o.shop} AND i."productGid" = j.gid AND i.state = 'new'`;
}

/** The columns of a judgement. */
const judged = ({ title, skip }: Omit<JudgedItem, "productGid">) =>
  ({ productTitle: title, state: skip ? "skipped" : "waiting", skipReason: skip?.reason ?? null, skipText: skip && keepSentence(skip.text) });
