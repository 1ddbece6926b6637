// No query of a shop's tables without the shop: reads every source under app/ and judges each call of Prisma and each raw statement.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Prisma } from "@prisma/client";
import { expect, test } from "vitest";
import { findUnscopedQueries, ownedByShop, ownedByVideo } from "./find-unscoped-queries.ts";

/** Where a query may leave the shop out, and why that is safe. Nothing that a request reaches with an id of its own may be here. */
const allowed: Record<string, string> = {
  // Steps of a video run as jobs: the id comes out of our own queue, never out of a request, and each write compares revision or lease.
  "app/videos/pipeline/": "jobs",
  // The same for the job that looks at videos whose end is not known.
  "app/videos/look-late.server.ts": "job",
  // Heals over all shops, once a minute, as a job.
  "app/videos/sweep-videos.server.ts": "job over all shops",
  "app/videos/batches/sweep-batches.server.ts": "job over all shops",
  "app/videos/batches/tell-batch-ends.server.ts": "job over all shops",
  "app/videos/batches/mail-batch-ends.server.ts": "job over all shops",
  "app/videos/clean-kept-files.server.ts": "job over all shops",
  // Rows that were read with the shop a line above, in one transaction under the lock of the shop's row.
  "app/videos/versions/give-way.server.ts": "rows read with the shop",
  "app/videos/discard-video.server.ts": "row handed over by changeVideo",
  "app/videos/undo-video.server.ts": "row handed over by changeVideo",
  // Takes a video's row, and writes its shop into the new one.
  "app/videos/create-publication.server.ts": "row handed over",
  // Erases rows that the caller read with the shop, and what nobody needs any more in any shop.
  "app/videos/merchant-files.server.ts": "rows handed over; job over all shops",
  // Seals the secrets of all shops anew, as a command of the operator.
  "app/shops/rotate-secrets.server.ts": "over all shops",
  // What the operator sees and what is erased by its age: over all shops, and never by an id of a request.
  "app/operations/": "over all shops",
};

const sources = readdirSync("app", { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => path.join(entry.parentPath, entry.name).replaceAll(path.sep, "/"));

test("the list of tables is that of the schema", () => {
  const named = (test_: (fields: string[]) => boolean) => Prisma.dmmf.datamodel.models.filter((model) => test_(model.fields.map((field) => field.name))).map((model) => `${model.name[0]?.toLowerCase()}${model.name.slice(1)}`).sort();
  expect(named((fields) => fields.includes("shop") || fields.includes("domain"))).toEqual(Object.keys(ownedByShop).sort());
  expect(named((fields) => !fields.includes("shop") && fields.includes("videoId"))).toEqual(ownedByVideo.toSorted());
});

test("every query of a shop's table names the shop, or is one of those that are known", () => {
  const used = new Set<string>();
  const unscoped = sources.flatMap((file) => findUnscopedQueries(readFileSync(file, "utf8"), file).flatMap((query) => {
    const reason = Object.keys(allowed).find((at) => file.startsWith(at));
    if (reason) used.add(reason);
    return reason ? [] : [`${file}:${query.line} ${query.text}`];
  }));
  expect(unscoped).toEqual([]);
  expect(Object.keys(allowed).filter((at) => !used.has(at)), "no longer needed").toEqual([]);
});

test.each([
  "db.video.findUnique({ where: { id } })",
  "db.video.findFirst({ where: { id: o.videoId, status: 'ready' } })",
  "tx.batch.updateMany({ where: { id: o.batchId }, data: { shop: 'x' } })",
  "db.merchantFile.findMany()",
  "db.merchantFile.deleteMany({})",
  "db.publication.findMany({ orderBy: { shop: 'asc' } })",
  "db.render.findUnique({ where: { id: renderId } })",
  "const f = (o: { videoId: string; shop: string }) => db.video.findUnique({ where: { id: o.videoId } })",
  "const f = (o: { videoId: string }) => db.video.findFirst({ where: { ...o } })",
  "const free = { erasedAt: null }; db.merchantFile.findMany({ where: free })",
  'db.$queryRaw`SELECT * FROM "Video" WHERE id = ${id}`',
  'tx.$executeRaw`UPDATE "Batch" SET status = ${status}`',
])("the guard bites: %s", (source) => {
  expect(findUnscopedQueries(source)).toHaveLength(1);
});

test.each([
  "db.video.findFirst({ where: { id, shop: o.shop } })",
  "db.video.findMany({ where: { shop, productGid } })",
  "db.shop.findUnique({ where: { domain: shop } })",
  "db.keptChoices.findUnique({ where: { shop_productGid_recipe: { shop, productGid, recipe } } })",
  "const free = (o: Of) => ({ shop: o.shop, erasedAt: null }); db.merchantFile.findMany({ where: free(o) })",
  "db.render.findFirst({ where: { videoId } })",
  "const f = (o: { shop: string; id: string }) => db.video.findFirst({ where: { ...o } })",
  "const mine = { shop }; const waiting = { ...mine, status: 'x' }; db.video.findMany({ where: waiting })",
  "db.video.create({ data: { shop } })",
  "db.nemoPace.findUnique({ where: { account } })",
  'db.$queryRaw`SELECT * FROM "Video" WHERE id = ${id} AND shop = ${shop}`',
  'db.$queryRaw`SELECT 1`',
])("the guard lets pass: %s", (source) => {
  expect(findUnscopedQueries(source)).toEqual([]);
});
