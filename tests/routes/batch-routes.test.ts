import { afterAll, beforeAll, expect, test } from "vitest";
import { answerOf, ask, openRoutes, SHOP, type OpenRoutes } from "./open-routes.ts";

const OTHER = "two.myshopify.com";
let routes: OpenRoutes;
let list: typeof import("#app/routes/app.batches._index.tsx");
let page: typeof import("#app/routes/app.batches.$batchId.tsx");
let progress: typeof import("#app/routes/app.batches.$batchId_.progress.ts");
let csv: typeof import("#app/routes/app.batches.$batchId_.csv.ts");
let many: typeof import("#app/routes/app.batches-progress.ts");
let pictures: typeof import("#app/routes/app.batches-pictures.ts");
beforeAll(async () => {
  routes = await openRoutes();
  await routes.signIn(SHOP);
  await routes.signIn(OTHER);
  list = await import("#app/routes/app.batches._index.tsx");
  page = await import("#app/routes/app.batches.$batchId.tsx");
  progress = await import("#app/routes/app.batches.$batchId_.progress.ts");
  csv = await import("#app/routes/app.batches.$batchId_.csv.ts");
  many = await import("#app/routes/app.batches-progress.ts");
  pictures = await import("#app/routes/app.batches-pictures.ts");
});
afterAll(() => routes.close());

const KEY = "0199c5a0-0000-4000-8000-000000000001";
const create = (selection: unknown, shop = SHOP, requestKey = crypto.randomUUID()) => answerOf(list.action, ask("/app/batches", { shop, form: { selection: JSON.stringify(selection), requestKey } }));
const idIn = (answer: Response) => answer.headers.get("Location")?.split("/").at(-1) ?? "";

test("a choice leads to the page of its batch, and the same request again to the same one", async () => {
  const hand = { kind: "hand", products: ["1", "2"] };
  const first = await create(hand, SHOP, KEY);
  expect([first.status, first.headers.get("Location")]).toEqual([302, expect.stringMatching(/^\/app\/batches\/[\w-]{36}$/)]);
  expect(idIn(await create(hand, SHOP, KEY))).toBe(idIn(first));
  expect(await routes.db.batchItem.findMany({ where: { batchId: idIn(first) }, select: { productGid: true }, orderBy: { position: "asc" } })).toEqual([{ productGid: "gid://shopify/Product/1" }, { productGid: "gid://shopify/Product/2" }]);
  for (const kind of [{ kind: "search", search: "mug" }, { kind: "collection", collectionGid: "gid://shopify/Collection/7", collectionTitle: "Mugs" }, { kind: "without_video" }]) expect((await create(kind)).status).toBe(302);
});

test("ten thousand products fit into one form", async () => {
  const answer = await create({ kind: "hand", products: Array.from({ length: 10_000 }, (_, i) => String(9_000_000_000_000 + i)) });
  expect(answer.status).toBe(302);
  expect(await routes.db.batchItem.count({ where: { batchId: idIn(answer) } })).toBe(10_000);
});

test("a choice that is none is refused before anything is kept", async () => {
  const before = await routes.db.batch.count();
  const odd: unknown[] = [{ kind: "hand", products: [] }, { kind: "hand", products: ["gid://x"] }, { kind: "collection", collectionGid: "x", collectionTitle: "" }, { kind: "everything" }, null];
  for (const selection of odd) expect((await create(selection)).status).toBe(400);
  expect((await answerOf(list.action, ask("/app/batches", { shop: SHOP, form: { selection: "{", requestKey: KEY } }))).status).toBe(400);
  expect(await routes.db.batch.count()).toBe(before);
});

test("a batch of another shop looks like one that does not exist, for reading and for every act", async () => {
  const batchId = idIn(await create({ kind: "hand", products: ["5"] }, OTHER));
  for (const route of [page, progress, csv]) expect((await answerOf(route.loader, ask(`/app/batches/${batchId}`, { shop: SHOP }), { batchId })).status).toBe(404);
  const forms = [
    { intent: "confirm", capCredits: "100" }, { intent: "refresh" }, { intent: "pause" }, { intent: "resume" }, { intent: "cancel", alsoBegun: "yes" },
  ];
  for (const form of forms) {
    const answer = await answerOf(page.action, ask(`/app/batches/${batchId}`, { shop: SHOP, form: form as unknown as Record<string, string> }), { batchId });
    expect([answer.status, await answer.json()]).toEqual([409, { said: null, problem: expect.objectContaining({ code: "batch.not_found" }) }]);
  }
  expect((await routes.db.batch.findUniqueOrThrow({ where: { id: batchId } })).status).toBe("gathering");
});

test("JSON and CSV answer with a session token only, and a form that asks for nothing known is refused", async () => {
  for (const route of [progress, csv, many, pictures]) expect((await answerOf(route.loader, ask("/app/batches/x"), { batchId: "x" })).status).toBe(401);
  const batchId = idIn(await create({ kind: "hand", products: ["6"] }));
  for (const form of [{ intent: "explode" }, { intent: "approve", videoIds: "not-an-id" }, { intent: "answer", videoIds: "", text: " " }]) {
    expect((await answerOf(page.action, ask(`/app/batches/${batchId}`, { shop: SHOP, form: form as unknown as Record<string, string> }), { batchId })).status).toBe(400);
  }
});

test("pictures are asked for by number, fifty at most", async () => {
  for (const odd of ["", "x", "1,", "gid://shopify/Product/1", Array.from({ length: 51 }, (_, i) => i + 1).join(",")]) {
    expect((await answerOf(pictures.loader, ask(`/app/batches-pictures?products=${odd}`, { shop: SHOP }))).status).toBe(400);
  }
});

test("the CSV is a file, never kept by a cache, that begins with its columns", async () => {
  const batchId = idIn(await create({ kind: "hand", products: ["8"] }));
  const answer = await answerOf(csv.loader, ask(`/app/batches/${batchId}/csv`, { shop: SHOP }), { batchId });
  expect([answer.headers.get("Content-Type"), answer.headers.get("Cache-Control"), answer.headers.get("Content-Disposition")]).toEqual(["text/csv; charset=utf-8", "no-store", 'attachment; filename="batch.csv"']);
  expect((await answer.text()).split("\r\n")).toEqual([expect.stringContaining("Product"), expect.stringContaining("8"), ""]);
});
