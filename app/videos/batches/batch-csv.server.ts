import type { PrismaClient } from "@prisma/client";
import { stringify } from "csv-stringify/sync";
import type { BatchItemView } from "./batch-view.ts";

const ROWS_A_PIECE = 250;

type ReadItems = (o: { after: number; take: number }) => Promise<{ items: BatchItemView[]; next: number | null }>;

const columns = ["Turn", "Product", "Product ID", "State", "What happened", "Credits before", "Credits after", "Requested", "Published", "Video ID"];

/**
 * A batch's rows as CSV in pieces (RFC 4180, UTF-8 with its mark, so that spreadsheets read every letter). A cell that a spreadsheet would
 * take for a formula begins with an apostrophe. Null when the batch is not the shop's.
 */
export async function batchCsv(db: PrismaClient, o: { shop: string; batchId: string }, read: ReadItems): Promise<AsyncIterable<string> | null> {
  const batch = await db.batch.findFirst({ where: { id: o.batchId, shop: o.shop }, select: { id: true } });
  return batch && pieces(read);
}

async function* pieces(read: ReadItems): AsyncGenerator<string> {
  yield csvText([columns], { bom: true });
  for (let after: number | null = -1; after !== null; ) {
    const page: Awaited<ReturnType<ReadItems>> = await read({ after, take: ROWS_A_PIECE });
    if (page.items.length) yield csvText(page.items.map(cells));
    after = page.next;
  }
}

/** Rows as CSV text. Titles come from anybody: none may begin a formula. */
export const csvText = (rows: (string | number | null)[][], o: { bom?: boolean } = {}): string =>
  // The library quotes a cell for a whole line end only; half of one ends a line for readers as well.
  stringify(rows, { record_delimiter: "windows", escape_formulas: true, quoted_match: /[\r\n]/, bom: o.bom ?? false });

function cells(item: BatchItemView): (string | number | null)[] {
  const { video } = item;
  return [
    item.position + 1, item.productTitle, item.productGid.split("/").at(-1) ?? "", video?.badge.text ?? stateWords[item.state], item.skipText ?? video?.problem?.text ?? video?.headline ?? null,
    video?.credits.before ?? null, video?.credits.after ?? null, video?.createdAt ?? null, video?.published?.at ?? null, video?.id ?? null,
  ];
}

const stateWords: Record<BatchItemView["state"], string> = { new: "Not looked at yet", waiting: "Waiting", skipped: "Left out", begun: "Begun", canceled: "Canceled" };
