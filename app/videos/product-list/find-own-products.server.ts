import { Prisma, type PrismaClient } from "@prisma/client";
import type { OwnFilter } from "./product-filters.ts";

/** Words of a search that are looked for in the titles that videos were made with. */
const MOST_WORDS = 10;

const wanted: Record<OwnFilter, Prisma.Sql> = {
  ready: Prisma.sql`v.status = 'ready'`,
  published: Prisma.sql`v.status = 'published'`,
  stale: Prisma.sql`v.status = 'published' AND v."staleSince" IS NOT NULL`,
  problems: Prisma.sql`v.status IN ('attention', 'failed')`,
};

/** A later video that makes this one no longer the product's: what failed once is no problem any more when another try went on. */
const later: Record<OwnFilter, Prisma.Sql> = {
  ready: Prisma.sql`n.status = 'ready'`,
  published: Prisma.sql`n.status = 'published'`,
  stale: Prisma.sql`n.status = 'published' AND n."staleSince" IS NOT NULL`,
  problems: Prisma.sql`n.status NOT IN ('canceled', 'discarded')`,
};

/**
 * Products of the shop in one state of ours, by the newest video of that state first: one query, whatever the shop's size. `after` is the
 * `next` of the page before.
 */
export async function findOwnProducts(
  db: Pick<PrismaClient, "$queryRaw">,
  o: { shop: string; filter: OwnFilter; search: string; after: string | null; take: number },
): Promise<{ productGids: string[]; next: string | null }> {
  const words = o.search.normalize("NFC").split(/\s+/u).filter(Boolean).slice(0, MOST_WORDS);
  const inTitle = words.map((word) => Prisma.sql` AND v."productTitle" ILIKE ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`);
  const rows = await db.$queryRaw<{ id: string; productGid: string }[]>`
    SELECT v.id, v."productGid" FROM "Video" v
    WHERE v.shop = ${o.shop} AND ${wanted[o.filter]} ${o.after ? Prisma.sql`AND v.id < ${o.after}` : Prisma.empty} ${Prisma.join(inTitle.length ? inTitle : [Prisma.empty], "")}
      AND NOT EXISTS (SELECT 1 FROM "Video" n WHERE n.shop = v.shop AND n."productGid" = v."productGid" AND n.id > v.id AND ${later[o.filter]})
    ORDER BY v.id DESC LIMIT ${o.take + 1}`;
  const page = rows.slice(0, o.take);
  return { productGids: page.map((row) => row.productGid), next: rows.length > o.take ? (page.at(-1)?.id ?? null) : null };
}
