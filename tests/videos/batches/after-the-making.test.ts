// What comes after the previews: approving many, taking them off again, answering many, the rows as CSV, and what the videos took in credits.
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { csvText } from "#app/videos/batches/batch-csv.server.ts";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";
import { gidsOf, running, workOff } from "./drive-batches.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop({ perShop: 2, nemoCredits: 100_000, film: { size: 128, fps: 4 } });
});
afterAll(() => shop.close());
beforeEach(() => shop.fakeNemo.control.clear());
const view = async (batchId: string) => (await shop.batches.getBatch({ shop: SHOP, batchId }))!;
const rows = async (batchId: string) => (await shop.batches.batchItems({ shop: SHOP, batchId, filter: "all", after: -1, take: 100 })).items;
const attached = (handle: string) => shop.product(handle).media.filter((media) => media.type === "VIDEO").length;

test("approved together, videos go onto their products as places come free, and off again together", async () => {
  const handles = ["olive-soap", "beeswax-candle", "linen-cushion"];
  const batchId = await running(shop, gidsOf(shop, ...handles));
  await workOff(shop);
  expect(await view(batchId)).toMatchObject({ status: "done", counts: { ready: 3 }, can: { approveAll: true, undoAll: false } });

  const approve = { shop: SHOP, batchId, videoIds: null, place: "last", approvedBy: "7" };
  expect(await shop.batches.approveReady(approve)).toEqual({ approved: 3, left: 0 });
  expect(await shop.batches.approveReady(approve)).toEqual({ approved: 0, left: 0 });
  // approved and waiting for a place: on its way to the product, not being made (and paid for) once more
  expect(await view(batchId)).toMatchObject({ counts: { publishing: 3, making: 0 } });
  const waiting = (await rows(batchId)).map((row) => row.video).filter((video) => video?.status === "queued");
  expect(waiting).toMatchObject([{ headline: "Approved. It goes onto the product when its turn comes.", can: { cancel: false } }]);
  await expect(shop.videos.cancelVideo({ shop: SHOP, videoId: waiting[0]?.id ?? "" })).rejects.toMatchObject({ code: "video.moved_on" });
  expect((await workOff(shop)).peak).toBe(3);
  expect(await view(batchId)).toMatchObject({ counts: { published: 3 }, can: { undoAll: true } });
  expect(handles.map(attached)).toEqual([1, 1, 1]);

  expect(await shop.batches.undoPublished({ shop: SHOP, batchId, undoneBy: "7" })).toEqual({ begun: 3, left: 0 });
  expect(await view(batchId)).toMatchObject({ counts: { withdrawing: 3, withdrawn: 0 } });
  await workOff(shop);
  expect(handles.map(attached)).toEqual([0, 0, 0]);
  expect(await view(batchId)).toMatchObject({ counts: { published: 0, withdrawn: 3 } });
  expect(shop.fakeNemo.ledger.messagesAccepted()).toBe(3);
  expect(shop.fakeShopify.ledger.violations).toEqual([]);
});

test("one answer to the same question of several videos: one message each, and the batch shows the answered versions", async () => {
  shop.fakeNemo.control.next("question", "question");
  const before = shop.fakeNemo.ledger.messagesAccepted();
  const batchId = await running(shop, gidsOf(shop, "stoneware-mug", "canvas-tote"));
  await workOff(shop);
  const asked = (await rows(batchId)).flatMap((row) => row.video ?? []);
  expect(asked.map((video) => video.problem?.code)).toEqual(["nemo.question", "nemo.question"]);
  const answer = { shop: SHOP, batchId, videoIds: asked.map((video) => video.id), text: "Square, please.", requestedBy: "7" };
  expect(await shop.batches.answerAll(answer)).toEqual({ sent: 2, left: 0 });
  expect(await shop.batches.answerAll(answer)).toEqual({ sent: 0, left: 2 });
  await workOff(shop);
  expect(shop.fakeNemo.ledger.messagesAccepted() - before).toBe(4);
  expect((await rows(batchId)).map((row) => [row.video?.status, asked.some((video) => video.id === row.video?.id)])).toEqual([["ready", false], ["ready", false]]);
  expect(await view(batchId)).toMatchObject({ status: "done", counts: { ready: 2, all: 2 } });
});

test("the credits of a batch are the account's, shared where several messages went out in between", async () => {
  const charged = shop.fakeNemo.ledger.creditsCharged();
  const batchId = await running(shop, gidsOf(shop, "walnut-desk-lamp", "oak-board"));
  await workOff(shop);
  expect((await view(batchId)).spentCredits).toBe(shop.fakeNemo.ledger.creditsCharged() - charged);
  expect(await shop.db.batchItem.findMany({ where: { batchId }, select: { credits: true } })).toEqual([{ credits: 100 }, { credits: 100 }]);
});

test("the rows as CSV: every product, in pieces, and no cell that a spreadsheet would run", async () => {
  const [batch] = (await shop.batches.listBatches({ shop: SHOP, before: null, take: 1 })).batches;
  await shop.db.batchItem.updateMany({ where: { batchId: batch?.batchId, position: 0 }, data: { productTitle: '=HYPERLINK("https://evil.example";"x"), “quoted”' } });
  const pieces: string[] = [];
  for await (const piece of (await shop.batches.batchCsv({ shop: SHOP, batchId: batch?.batchId ?? "" })) ?? []) pieces.push(piece);
  expect(pieces.length).toBeGreaterThan(1);
  const text = pieces.join("");
  expect(text.startsWith("\uFEFFTurn,Product,")).toBe(true);
  expect(text.split("\r\n").at(-1)).toBe("");
  const cells = parse(text, { bom: true }) as string[][];
  expect(cells).toHaveLength(3);
  expect(cells[1]?.[1]).toBe('\'=HYPERLINK("https://evil.example";"x"), “quoted”');
  expect(cells[1]?.slice(3, 5)).toEqual(["Ready to approve", expect.stringMatching(/ready/)]);
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"])("the cell %j does not begin a formula", (cell) => {
  expect((parse(csvText([[cell]])) as string[][])[0]?.[0]).toBe(`'${cell}`);
});

test.each(["Mug", "a=b", "", "10 - 2", '"quoted", with, commas', "two\nlines"])("the cell %j stays as it is", (cell) => {
  expect((parse(csvText([["first", cell]])) as string[][])[0]).toEqual(["first", cell]);
});
