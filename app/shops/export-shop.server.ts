import type { PrismaClient } from "@prisma/client";
import { tellKept } from "#app/words/keep-sentence.ts";

const AT_ONCE = 100;

/**
 * Everything that is kept of a shop, as the text of one JSON object in pieces: a shop with ten thousand videos is never held whole. Left out are
 * the tokens, sealed or not, signed addresses, and what only makes the app run (leases, counters). Sentences are told as on the pages: in the
 * language of whoever asks, so it has to be read within the request.
 */
export async function* exportShop(db: PrismaClient, o: { shop: string; now: Date }): AsyncGenerator<string> {
  const { shop } = o;
  const row = await db.shop.findUnique({ where: { domain: shop }, omit: { nemoTokenSealed: true } });
  const text = (value: unknown) => JSON.stringify(value, (_, held: unknown) => (typeof held === "bigint" ? String(held) : typeof held === "string" ? tellKept(held) : held));
  yield `{"format":1,"exportedAt":${text(o.now)},"shop":${text(row)}`;
  yield `,"authSessions":${text(await db.session.findMany({ where: { shop }, select: { id: true, isOnline: true, scope: true, expires: true } }))}`;
  yield* list("videos", (after) => db.video.findMany({
    where: { shop, id: { gt: after } }, orderBy: { id: "asc" }, take: AT_ONCE, omit: { leaseOwner: true, leaseUntil: true, revision: true },
    include: { messages: true, events: { orderBy: { id: "asc" } }, renders: { omit: { url: true } }, publication: { omit: { stagedTarget: true, resourceUrl: true } }, merchantFiles: true },
  }));
  yield* list("batches", (after) => db.batch.findMany({ where: { shop, id: { gt: after } }, orderBy: { id: "asc" }, take: AT_ONCE, omit: { revision: true } }));
  const items = { key: "", async next() {
    const [batchId = "", position = "-1"] = this.key.split(" ");
    const rows = await db.batchItem.findMany({ where: { shop, OR: [{ batchId: { gt: batchId } }, { batchId, position: { gt: Number(position) } }] }, orderBy: [{ batchId: "asc" }, { position: "asc" }], take: AT_ONCE });
    const last = rows.at(-1);
    if (last) this.key = `${last.batchId} ${last.position}`;
    return rows;
  } };
  yield* list("batchItems", () => items.next());
  yield* list("unusedFiles", (after) => db.merchantFile.findMany({ where: { shop, videoId: null, id: { gt: after } }, orderBy: { id: "asc" }, take: AT_ONCE }));
  yield* list("nemoVideoSessions", (after) => db.nemoSession.findMany({ where: { shop, id: { gt: after } }, orderBy: { id: "asc" }, take: AT_ONCE }));
  yield `,"keptChoices":${text(await db.keptChoices.findMany({ where: { shop } }))}`;
  yield* list("webhookDeliveries", (after) => db.webhookDelivery.findMany({ where: { shop, id: { gt: after } }, orderBy: { id: "asc" }, take: AT_ONCE }));
  yield "}";

  async function* list(name: string, page: (after: string) => Promise<object[]>): AsyncGenerator<string> {
    yield `,"${name}":[`;
    for (let after = "", first = true; ; ) {
      const rows = await page(after);
      if (rows.length) yield `${first ? "" : ","}${rows.map(text).join(",")}`;
      first = false;
      if (rows.length < AT_ONCE) break;
      after = (rows.at(-1) as { id?: string }).id ?? "";
    }
    yield "]";
  }
}
