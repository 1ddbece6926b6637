import { AsyncLocalStorage } from "node:async_hooks";
import type { PrismaClient } from "@prisma/client";
import { stringify } from "csv-stringify/sync";
import { say, type WordId } from "#app/words/say.ts";
import type { BatchItemView } from "./batch-view.ts";

const ROWS_A_PIECE = 250;

type ReadItems = (o: { after: number; take: number }) => Promise<{ items: BatchItemView[]; next: number | null }>;

const columns = [
  "requests.csv_turn", "requests.csv_product", "requests.csv_product_id", "requests.csv_state", "requests.csv_happened",
  "requests.csv_credits_before", "requests.csv_credits_after", "requests.csv_requested", "requests.csv_published", "requests.csv_video_id",
] as const satisfies WordId[];

/**
 * A batch's rows as CSV in pieces (RFC 4180, UTF-8 with its mark, so that spreadsheets read every letter). A cell that a spreadsheet would
 * take for a formula begins with an apostrophe. In the words of whoever asks, whenever the pieces are taken. Null when the batch is not the shop's.
 */
export async function batchCsv(db: PrismaClient, o: { shop: string; batchId: string }, read: ReadItems): Promise<AsyncIterable<string> | null> {
  const batch = await db.batch.findFirst({ where: { id: o.batchId, shop: o.shop }, select: { id: true } });
  return batch && pieces(read, AsyncLocalStorage.snapshot());
}

/** `forReader` runs what it is given as if within the request: a stream is read after that has been answered. */
async function* pieces(read: ReadItems, forReader: <T>(work: () => T) => T): AsyncGenerator<string> {
  yield csvText([forReader(() => columns.map((id) => say(id)))], { bom: true });
  for (let next: number | null = -1; next !== null; ) {
    const after: number = next;
    const page = await forReader(() => read({ after, take: ROWS_A_PIECE }));
    if (page.items.length) yield csvText(forReader(() => page.items.map(cells)));
    next = page.next;
  }
}

/** Rows as CSV text. Titles come from anybody: none may begin a formula. */
export const csvText = (rows: (string | number | null)[][], o: { bom?: boolean } = {}): string =>
  // The library quotes a cell for a whole line end only; half of one ends a line for readers as well.
  stringify(rows, { record_delimiter: "windows", escape_formulas: true, quoted_match: /[\r\n]/, bom: o.bom ?? false });

function cells(item: BatchItemView): (string | number | null)[] {
  const { video } = item;
  return [
    item.position + 1, item.productTitle, item.productGid.split("/").at(-1) ?? "", video?.badge.text ?? say(`requests.csv_state_${item.state}`), item.skipText ?? video?.problem?.text ?? video?.headline ?? null,
    video?.credits.before ?? null, video?.credits.after ?? null, video?.createdAt ?? null, video?.published?.at ?? null, video?.id ?? null,
  ];
}
