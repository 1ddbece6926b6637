import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Prisma, type PrismaClient } from "@prisma/client";

const STATUSES = ["queued", "making", "attention", "ready", "publishing", "published", "failed", "canceled", "discarded"] as const;

/** What was put in for a shop, by kind of id. */
export interface SeededShop {
  shop: string;
  productGid: string;
  videoIds: string[];
  /** Ids of every kind, videos included. */
  ids: string[];
  /** Is in every text of the shop and in nothing else. */
  mark: string;
}

/** Fills a shop with a row in every table that knows shops, and files on the disk. */
export async function seedShop(db: PrismaClient, o: { shop: string; productGid: string; keptDir: string; mark: string }): Promise<SeededShop> {
  const { shop, productGid, mark } = o;
  await db.shop.upsert({ where: { domain: shop }, create: { domain: shop, nemoClientId: `client-${mark}` }, update: { nemoClientId: `client-${mark}` } });
  const folder = path.join(o.keptDir, shop);
  mkdirSync(path.join(folder, "uploads"), { recursive: true });
  const nemoSession = await db.nemoSession.create({ data: { shop, productGid, nemoSessionId: `session-${mark}`, nemoTaskId: `task-${mark}` } });
  const ids: string[] = [nemoSession.id];
  const videoIds: string[] = [];
  for (const [i, status] of STATUSES.entries()) {
    const keptFile = path.join(shop, `${status}.mp4`);
    writeFileSync(path.join(o.keptDir, keptFile), `film of ${mark}`);
    const video = await db.video.create({
      data: {
        // Each of another product, because one that waits stands in the way of a second one of the same.
        shop, productGid: i === 0 ? productGid : `gid://shopify/Product/99${i}00${mark.length}`, productTitle: `Title ${mark}`, recipe: "ecommerce-product-video", prompt: `Prompt ${mark}`, choices: { format: "1:1", lengthSeconds: 20, language: "en" },
        pictures: [], status, step: status === "ready" ? "approve" : "generate", nemoRowId: nemoSession.id, requestedBy: `person-${mark}`, canRetry: status === "attention" || status === "failed",
        messages: { create: { turn: 1, text: `Message ${mark}`, sentAt: new Date(), reply: `Reply ${mark}` } },
        renders: { create: { id: `render-${mark}-${status}`, keptFile, facts: { bytes: 10, sha256: "ab", width: 272, height: 272, durationMs: 1_000, videoCodec: "avc", audioCodec: "aac", fps: 12 }, status: "done" } },
        events: { create: { step: "generate", kind: "note", text: `Event ${mark}` } },
        publication: { create: { shop, productGid, filename: `${mark}.mp4`, alt: `Alt ${mark}`, ...(status === "published" && { state: "DONE", doneAt: new Date(), fileGid: "gid://shopify/Video/77" }) } },
      },
      include: { messages: true, renders: true, publication: true },
    });
    videoIds.push(video.id);
    ids.push(video.id);
    if (status === "published") ids.push(...video.messages.map((row) => row.id), ...video.renders.map((row) => row.id), video.publication?.id ?? "");
  }
  for (const kind of ["footage", "logo"]) {
    const file = path.join(shop, "uploads", `${kind}.bin`);
    writeFileSync(path.join(o.keptDir, file), `${kind} of ${mark}`);
    ids.push((await db.merchantFile.create({ data: { shop, productGid, kind, filename: `${kind}-${mark}.bin`, mime: "video/mp4", bytes: 10, file } })).id);
  }
  await db.keptChoices.create({ data: { shop, productGid, recipe: "ecommerce-product-video", prompt: `Kept ${mark}` } });
  for (const status of ["gathering", "running", "paused", "done"]) {
    const items = [{ position: 0, shop, productGid, productTitle: `Title ${mark}`, state: "waiting" }];
    const batch = await db.batch.create({ data: { shop, origin: "hand", title: `Batch ${mark}`, recipe: "ecommerce-product-video", status, items: { create: items } } });
    ids.push(batch.id);
  }
  await db.webhookDelivery.create({ data: { id: `delivery-${mark}`, topic: "PRODUCTS_UPDATE", shop } });
  return { shop, productGid, videoIds, ids: ids.filter(Boolean), mark };
}

/** Tables that know shops and of which `shop` has no row: a new table has to be filled above as well. */
export async function tablesWithout(db: PrismaClient, shop: string): Promise<string[]> {
  const empty: string[] = [];
  for (const model of Prisma.dmmf.datamodel.models) {
    if (!model.fields.some((field) => field.name === "shop" && field.kind === "scalar")) continue;
    const [row] = await db.$queryRawUnsafe<{ rows: bigint }[]>(`SELECT count(*) AS rows FROM "${model.name}" WHERE shop = $1`, shop);
    if (!row || Number(row.rows) === 0) empty.push(model.name);
  }
  return empty;
}

/** Every row of every table of the app, as text. */
export async function readAllRows(db: PrismaClient): Promise<Set<string>> {
  const rows = new Set<string>();
  for (const { name } of Prisma.dmmf.datamodel.models) {
    for (const { row } of await db.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM "${name}" t`)) rows.add(`${name} ${row}`);
  }
  return rows;
}
