// What goes wrong on the way, and what it must not cost. Every test ends with the ledgers: how many messages were accepted,
// how many files made, how often attached.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { NEMO_TOKEN, NEMO_USER, openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop({ perShop: 50, nemoCredits: 100_000 });
});
afterAll(async () => {
  await shop?.close();
});
let since: number;
beforeEach(() => {
  since = Date.now();
  shop.logLines.length = 0;
});
afterEach(async () => {
  shop.fakeNemo.control.clear();
  shop.fakeNemo.control.clock.fast(Infinity);
  shop.fakeNemo.control.setCredits(NEMO_USER, 100_000);
  expect(shop.fakeNemo.ledger.violations()).toEqual([]);
  expect(shop.fakeShopify.ledger.violations).toEqual([]);
  expect(shop.logLines.filter((line) => line.includes(NEMO_TOKEN) || line.includes("bug in a step"))).toEqual([]);
  for (const video of await shop.db.video.findMany({ where: { status: "ready" } })) await shop.videos.discardVideo({ shop: SHOP, videoId: video.id });
});

const PRODUCT = "walnut-desk-lamp";
const request = async (handle = PRODUCT) => (await shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: shop.product(handle).gid, recipe: null, prompt: null, requestedBy: null })).videoId;
const view = async (videoId: string) => {
  const found = await shop.videos.getVideo({ shop: SHOP, videoId });
  if (!found) throw new Error("no such video");
  return found;
};
const messages = () => shop.fakeNemo.ledger.messagesAccepted({ since });
const renders = () => shop.fakeNemo.ledger.renders({ since });
const filesCreated = () => shop.fakeShopify.ledger.filesCreated.filter((file) => file.at >= since);
const attachments = () => shop.fakeShopify.ledger.attachments.filter((change) => change.at >= since);
const approve = (videoId: string, place = "last") => shop.videos.approveVideo({ shop: SHOP, videoId, approvedBy: "42", place, alt: "", replace: false });

test.each(["cut-run-goes-on", "cut-without-last-chunk", "cut-in-the-last-event", "empty", "trailing-excuse", "error-after-work"])("after %s the video is found by looking, and the message is not sent again", async (scenario) => {
  shop.fakeNemo.control.next(scenario);
  const videoId = await request();
  const status = await shop.drive(videoId);
  expect([status, (await view(videoId)).problem]).toEqual(["ready", null]);
  expect(messages()).toBe(1);
  expect(renders()).toHaveLength(1);
});

test("a turn that was cut and died with us ends with a person, who is told that it may have cost; looking again sends nothing", async () => {
  shop.fakeNemo.control.clock.fast(1_000); // so that the work is not done before the cut, as it is when nothing takes any time
  shop.fakeNemo.control.set({ delays: { generate: 120_000 } });
  shop.fakeNemo.control.next("cut-run-dies");
  const videoId = await request();
  expect(await shop.drive(videoId)).toBe("attention");
  const stopped = await view(videoId);
  expect(stopped.problem).toMatchObject({ code: "nemo.unknown_end" });
  expect(stopped).toMatchObject({ can: { retry: true, discard: true, approve: false }, sentAt: expect.any(String) });
  expect(messages()).toBe(1);
  await shop.videos.retryVideo({ shop: SHOP, videoId });
  expect(await shop.drive(videoId)).toBe("attention");
  expect(messages()).toBe(1);
  expect(renders()).toEqual([]);
});

test.each([
  ["python-error", "nemo.nothing_made", 1],
  ["text-only", "nemo.nothing_made", 1],
  ["silent-and-nothing", "nemo.nothing_made", 1],
  ["failed-turn", "nemo.nothing_made", 1],
  ["failed-turn-event", "nemo.nothing_made", 1],
  ["out-of-credits", "nemo.no_credits", 0],
  ["question", "nemo.question", 1],
])("%s ends as %s with a sentence, no render, and %i accepted message", async (scenario, code, accepted) => {
  shop.fakeNemo.control.next(scenario);
  const videoId = await request();
  expect(["attention", "failed"]).toContain(await shop.drive(videoId));
  const { problem } = await view(videoId);
  expect(problem).toMatchObject({ code, text: expect.stringMatching(/[a-z]\.$|\?|[.)]$/i), charge: expect.stringMatching(/charged/) });
  expect(messages()).toBe(accepted);
  expect(renders()).toEqual([]);
});

test("a refusal for haste is waited out and the same message goes once more", async () => {
  shop.fakeNemo.control.next("chat-429");
  const videoId = await request();
  expect(await shop.drive(videoId)).toBe("ready");
  expect(messages()).toBe(1);
});

test("a film of the wrong shape is ready with a warning, and nothing is paid again", async () => {
  shop.fakeNemo.control.next("wrong-ratio");
  const videoId = await request();
  expect(await shop.drive(videoId)).toBe("ready");
  expect((await view(videoId)).warnings).toEqual([{ code: "draft.ratio", text: expect.stringMatching(/You asked for 1:1/) }]);
  expect(messages()).toBe(1);
});

test("two workers with the same job do every step once", async () => {
  const other = shop.worker("worker-2");
  const videoId = await request();
  for (let i = 0; i < 60 && !["ready", "published", "failed", "attention"].includes((await view(videoId)).status); i++) await Promise.all([shop.step(videoId), shop.step(videoId, other)]);
  await approve(videoId);
  for (let i = 0; i < 60 && (await view(videoId)).status === "publishing"; i++) await Promise.all([shop.step(videoId), shop.step(videoId, other)]);
  expect((await view(videoId)).status).toBe("published");
  expect([messages(), renders().length, filesCreated().length, attachments().length]).toEqual([1, 1, 1, 1]);
});

test("a worker that lost its lease in the middle of the turn cannot move the video any more, and the other one only looks", async () => {
  shop.fakeNemo.control.next("hold-stream");
  const videoId = await request();
  await shop.drive(videoId, (row) => row.step === "generate");
  const slow = shop.step(videoId);
  await shop.fakeNemo.control.whenHeld();
  // as if the slow one had been silent for longer than its lease
  await shop.db.video.update({ where: { id: videoId }, data: { leaseUntil: new Date(Date.now() - 1_000) } });
  await shop.step(videoId, shop.worker("worker-2"));
  const taken = await shop.db.video.findUniqueOrThrow({ where: { id: videoId } });
  expect(taken).toMatchObject({ step: "recover", status: "making" });
  shop.fakeNemo.control.release();
  await slow;
  expect(await shop.db.video.findUniqueOrThrow({ where: { id: videoId } })).toMatchObject({ step: "recover", revision: taken.revision });
  expect(await shop.drive(videoId)).toBe("ready");
  expect(messages()).toBe(1);
});

test("canceling in the middle of the turn says that it may be charged, and nothing is rendered", async () => {
  shop.fakeNemo.control.next("hold-stream");
  const videoId = await request();
  await shop.drive(videoId, (row) => row.step === "generate");
  const running = shop.step(videoId);
  await shop.fakeNemo.control.whenHeld();
  await shop.videos.cancelVideo({ shop: SHOP, videoId });
  shop.fakeNemo.control.release();
  await running;
  expect(await view(videoId)).toMatchObject({ status: "canceled", problem: { charge: "NemoVideo may have charged for this." } });
  expect([messages(), renders().length]).toEqual([1, 0]);
});

test("a video is canceled also when NemoVideo cannot be told: the render goes on there, and nothing comes of it here", async () => {
  const videoId = await request();
  await shop.drive(videoId, (row) => row.step === "await_render");
  await shop.db.shop.update({ where: { domain: SHOP }, data: { nemoAccountKind: "own", nemoTokenSealed: "v1.of.another.key" } });
  try {
    await shop.videos.cancelVideo({ shop: SHOP, videoId });
  } finally {
    await shop.db.shop.update({ where: { domain: SHOP }, data: { nemoAccountKind: null, nemoTokenSealed: null } });
  }
  expect(await view(videoId)).toMatchObject({ status: "canceled", player: null });
});

test("a render that fails once is submitted under another id; twice, it waits for a person, who has it tried again for free", async () => {
  shop.fakeNemo.control.next({ at: "render", render: { fail: "out of memory" } });
  const once = await request();
  expect(await shop.drive(once)).toBe("ready");
  expect(renders().map((render) => render.ended)).toEqual(["failed", "completed"]);
  await shop.videos.discardVideo({ shop: SHOP, videoId: once });

  since = Date.now();
  shop.fakeNemo.control.next({ at: "render", times: 2, render: { fail: "out of memory" } });
  const twice = await request();
  expect(await shop.drive(twice)).toBe("attention");
  expect(await view(twice)).toMatchObject({ problem: { code: "nemo.render_failed" }, can: { retry: true } });
  await shop.videos.retryVideo({ shop: SHOP, videoId: twice });
  expect(await shop.drive(twice)).toBe("ready");
  expect(new Set(renders().map((render) => render.renderId)).size).toBe(3);
  expect(messages()).toBe(1);
});

test("a render whose answer was lost is asked for by its id, not submitted again", async () => {
  shop.fakeNemo.control.next({ at: "render", answer: { lose: "after" } });
  const videoId = await request();
  expect(await shop.drive(videoId)).toBe("ready");
  expect(renders()).toHaveLength(1);
});

test.each(["fileCreate", "stagedUploadsCreate", "fileUpdate", "productReorderMedia", "upload"])("a lost answer of %s makes no second file and no second attachment", async (operation) => {
  const videoId = await request("linen-cushion");
  expect(await shop.drive(videoId)).toBe("ready");
  if (operation === "upload") shop.fakeShopify.control.loseUploadAnswer();
  else shop.fakeShopify.control.loseAnswer(operation);
  const before = shop.product("linen-cushion").media.length;
  await approve(videoId, "second");
  expect(await shop.drive(videoId)).toBe("published");
  expect(filesCreated()).toHaveLength(1);
  expect(shop.product("linen-cushion").media).toHaveLength(before + 1);
  expect(shop.product("linen-cushion").media[1]).toMatchObject({ type: "VIDEO", status: "READY" });
});

test("a processing that failed in passing is cured by one more upload; one that fails again waits for a person with the video kept", async () => {
  const videoId = await request("canvas-tote");
  await shop.drive(videoId);
  shop.fakeShopify.control.failNextProcessing("MEDIA_TIMEOUT_ERROR");
  await approve(videoId);
  expect(await shop.drive(videoId)).toBe("published");
  expect(filesCreated().map((file) => file.filename)).toEqual([`shelfreel-${videoId}.mp4`, `shelfreel-${videoId}-try2.mp4`]);
  expect(shop.product("canvas-tote").media.filter((media) => media.type === "VIDEO")).toHaveLength(1);

  const again = await request("canvas-tote");
  await shop.drive(again);
  shop.fakeShopify.control.failNextProcessing("VIDEO_VALIDATION_ERROR"); // the same bytes would fail again, so there is no second upload
  await approve(again);
  expect(await shop.drive(again)).toBe("attention");
  expect(await view(again)).toMatchObject({ problem: { text: expect.stringMatching(/./), charge: "NemoVideo has charged for this video." }, player: { width: 272 }, can: { discard: true } });
});

test("only a video that was looked at can be approved", async () => {
  shop.fakeNemo.control.next("text-only");
  const videoId = await request("oak-board");
  await shop.drive(videoId);
  await expect(approve(videoId)).rejects.toMatchObject({ code: "video.moved_on" });
  expect(await shop.db.publication.count({ where: { videoId } })).toBe(0);
});

test("a throttled Admin API is waited for, and the video arrives", async () => {
  const videoId = await request("linen-cushion");
  await shop.drive(videoId);
  shop.fakeShopify.control.throttleNext(2);
  await approve(videoId);
  expect([await shop.drive(videoId), (await view(videoId)).problem]).toEqual(["published", null]);
  expect(filesCreated()).toHaveLength(1);
});

test("at most so many videos of a shop are in progress; the end of one lets the next begin", async () => {
  const tight = await openTestShop({ perShop: 1 });
  try {
    const ids: string[] = [];
    for (const handle of ["stoneware-mug", "linen-cushion", "canvas-tote"]) ids.push((await tight.videos.requestVideo({ shop: SHOP, admin: tight.admin, productGid: tight.product(handle).gid, recipe: null, prompt: null, requestedBy: null })).videoId);
    const statuses = async () => Promise.all(ids.map(async (videoId) => (await tight.videos.getVideo({ shop: SHOP, videoId }))?.status));
    expect(await statuses()).toEqual(["making", "queued", "queued"]);
    await tight.drive(ids[0] ?? "");
    expect((await tight.videos.getVideo({ shop: SHOP, videoId: ids[0] ?? "" }))?.problem).toBeNull();
    expect(await statuses()).toEqual(["ready", "making", "queued"]);
    await tight.videos.cancelVideo({ shop: SHOP, videoId: ids[1] ?? "" });
    expect(await statuses()).toEqual(["ready", "canceled", "making"]);
  } finally {
    await tight.close();
  }
});
