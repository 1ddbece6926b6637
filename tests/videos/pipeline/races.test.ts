// What happens when two things happen at the same moment: a person's change in the middle of a step, a worker believed dead, a clock that jumped.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { buryVideo } from "#app/videos/bury-video.server.ts";
import { cancelVideo } from "#app/videos/cancel-video.server.ts";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { runVideoStep } from "#app/videos/pipeline/run-video-step.server.ts";
import type { PipelineDeps } from "#app/videos/pipeline/step-context.ts";
import type { ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import { makeMortal } from "#tests/chaos/mortal-worker.ts";
import { NEMO_USER, openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop({ perShop: 50, nemoCredits: 100_000, film: { size: 128, fps: 5 } });
});
afterAll(async () => {
  await shop?.close();
});
let since: number;
beforeEach(() => {
  since = Date.now();
});
afterEach(async () => {
  shop.fakeNemo.control.clear();
  shop.fakeNemo.control.setCredits(NEMO_USER, 100_000);
  for (const { id } of await shop.db.video.findMany({ where: { status: "ready" } })) await shop.videos.discardVideo({ shop: SHOP, videoId: id });
  expect([shop.fakeNemo.ledger.violations(), shop.fakeShopify.ledger.violations]).toEqual([[], []]);
});

const never = new AbortController().signal;
const request = async (handle = "walnut-desk-lamp") => (await shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: shop.product(handle).gid, recipe: null, prompt: null, requestedBy: null })).videoId;
const row = (videoId: string) => shop.db.video.findUniqueOrThrow({ where: { id: videoId } });
const messages = () => shop.fakeNemo.ledger.messagesAccepted({ since });
const approve = (videoId: string, place = "last", alt = "") => shop.videos.approveVideo({ shop: SHOP, videoId, approvedBy: "42", place, alt });
/** A worker in whose run something else happens right before its first call of one of those names. */
function interrupted(before: string | string[], what: () => Promise<unknown>): PipelineDeps {
  let done = false;
  return makeMortal(shop.worker("interrupted"), undefined, async (name) => {
    if (done || ![before].flat().includes(name)) return;
    done = true;
    await what();
  }).deps;
}
const withShopify = (deps: PipelineDeps, change: (admin: ShopifyAdmin) => Partial<ShopifyAdmin>): PipelineDeps => ({
  ...deps, shopifyFor: async () => ({ ...shop.admin, ...change(shop.admin) }),
});

test("canceled right before the message is marked as sent: it is not sent, and the merchant is told so", async () => {
  const videoId = await request();
  await shop.drive(videoId, ({ step }) => step === "generate");
  // after the message's row was written and before it is marked
  await runVideoStep(interrupted(["db.commit", "db.message.updateMany"], () => shop.videos.cancelVideo({ shop: SHOP, videoId })), videoId, never);
  expect([(await row(videoId)).status, (await row(videoId)).charged, messages()]).toEqual(["canceled", "no", 0]);
});

test("a cancel that has read that nothing was sent cannot be overtaken by the message", async () => {
  const videoId = await request();
  await shop.drive(videoId, ({ step }) => step === "generate");
  let step: Promise<void> = Promise.resolve();
  const person = interrupted("tx.video.updateMany", async () => {
    const over = new Promise((resolve) => (step = shop.step(videoId).finally(() => resolve(null))));
    // either the run has to wait for the person's change, or it has sent the message by now
    await Promise.race([over, new Promise((resolve) => setTimeout(resolve, 500))]);
  });
  await cancelVideo(person, { shop: SHOP, videoId });
  await step;
  const { status, charged } = await row(videoId);
  expect({ status, charged, messages: messages() }).toEqual({ status: "canceled", charged: "no", messages: 0 });
});

test("a worker that is stopped before the first byte hands the message over unsent; the next one sends it", async () => {
  const videoId = await request();
  await shop.drive(videoId, ({ step }) => step === "generate");
  const stopping = new AbortController();
  const deps = interrupted("nemo.say", async () => stopping.abort(new Error("the worker stops")));
  await runVideoStep(deps, videoId, stopping.signal);
  expect(await row(videoId)).toMatchObject({ status: "making", step: "generate" });
  expect(messages()).toBe(0);
  expect(await shop.drive(videoId)).toBe("ready");
  expect(messages()).toBe(1);
});

test("a worker whose clock is minutes ahead does not take what another one holds", async () => {
  shop.fakeNemo.control.next("hold-stream");
  const videoId = await request();
  await shop.drive(videoId, ({ step }) => step === "generate");
  const running = shop.step(videoId);
  await shop.fakeNemo.control.whenHeld();
  const { leaseOwner } = await row(videoId);
  const ahead = { ...shop.worker("ahead"), clock: { ...shop.deps.clock, now: () => new Date(Date.now() + 600_000) } };
  await shop.step(videoId, ahead);
  expect(await row(videoId)).toMatchObject({ leaseOwner, step: "generate" });
  shop.fakeNemo.control.release();
  await running;
  expect(await shop.drive(videoId)).toBe("ready");
  expect(messages()).toBe(1);
});

test("a person's cancel and a run that ends at the same moment do not lock each other out", async () => {
  for (let i = 0; i < 5; i++) {
    const videoId = await request();
    shop.fakeNemo.control.setCredits(NEMO_USER, 10); // the check ends the video, and that lets the next one begin
    const cancels: Promise<unknown>[] = [];
    const deps = interrupted("tx.videoEvent.createMany", async () => {
      cancels.push(shop.videos.cancelVideo({ shop: SHOP, videoId }).catch((error: unknown) => error));
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await runVideoStep(deps, videoId, never);
    expect(await Promise.all(cancels)).toEqual([expect.toSatisfy((answer: unknown) => answer === undefined || answer instanceof ExpectedError)]);
    expect(["failed", "canceled"]).toContain((await row(videoId)).status);
    shop.fakeNemo.control.setCredits(NEMO_USER, 100_000);
  }
});

test("given up before anything was sent: failed, nothing charged, no bug; given up afterwards: looked for first", async () => {
  const videoId = await request();
  await shop.drive(videoId, ({ step }) => step === "generate");
  await buryVideo(shop.deps, videoId);
  expect(await row(videoId)).toMatchObject({ status: "failed", charged: "no", errorCode: "video.gave_up" });
  const sent = await request();
  await shop.drive(sent, ({ step }) => step === "generate");
  await shop.step(sent, { ...shop.deps, nemo: { ...shop.nemo, say: async (...a) => ((await shop.nemo.say(...a)).kind, { kind: "cut", reason: "test" }) } });
  await shop.db.video.update({ where: { id: sent }, data: { step: "generate" } });
  await buryVideo(shop.deps, sent);
  expect(await shop.drive(sent)).toBe("ready");
  expect(messages()).toBe(1);
});

test("what a person approves counts, whatever a run before has prepared", async () => {
  const videoId = await request("canvas-tote");
  await shop.drive(videoId);
  await shop.db.publication.create({ data: { videoId, shop: SHOP, productGid: shop.product("canvas-tote").gid, filename: `shelfreel-${videoId}.mp4`, alt: "prepared", place: "last" } });
  await approve(videoId, "second", "A person's words");
  expect(await shop.drive(videoId)).toBe("published");
  expect(shop.product("canvas-tote").media[1]).toMatchObject({ type: "VIDEO", alt: "A person's words" });
});

test("a file that Shopify's search does not show yet is waited for, not made again", async () => {
  const videoId = await request("linen-cushion");
  await shop.drive(videoId);
  await approve(videoId);
  let creates = 0;
  let looks = 0;
  const deps = withShopify(shop.deps, (admin) => ({
    async createVideoFile(o) {
      creates++;
      await admin.createVideoFile(o);
      throw new ExpectedError({ code: "shopify.answer_lost", message: "lost", merchantMessage: "Lost.", charged: "no", retryable: true });
    },
    findVideoFile: async (o) => (++looks < 3 ? null : admin.findVideoFile(o)),
  }));
  const patient = { ...deps, waits: { ...deps.waits, shopifyFindsFileMs: 60_000 } };
  for (let i = 0; i < 8 && (await row(videoId)).step === "upload_to_shopify"; i++) await shop.step(videoId, patient);
  expect([creates, await shop.drive(videoId)]).toEqual([1, "published"]);
  expect(shop.fakeShopify.ledger.filesCreated.filter((file) => file.at >= since)).toHaveLength(1);
});

test("trying a video again that never was sent does not pay beside another one of the same product", async () => {
  shop.fakeNemo.control.setCredits(NEMO_USER, 10);
  const first = await request("olive-soap");
  expect(await shop.drive(first)).toBe("failed");
  shop.fakeNemo.control.setCredits(NEMO_USER, 100_000);
  const second = await request("olive-soap");
  await expect(shop.videos.retryVideo({ shop: SHOP, videoId: first })).rejects.toMatchObject({ code: "video.moved_on" });
  expect(await shop.drive(second)).toBe("ready");
  expect([(await row(first)).status, messages()]).toEqual(["failed", 1]);
});

test("a render whose worker died before submitting it does not count as a failed one", async () => {
  const videoId = await request("stoneware-mug");
  await shop.drive(videoId, ({ step }) => step === "render");
  await shop.db.render.create({ data: { id: `render_${crypto.randomUUID()}`, videoId, status: "submitted", submittedAt: new Date() } });
  shop.fakeNemo.control.next({ at: "render", render: { fail: "out of memory" } });
  expect(await shop.drive(videoId)).toBe("ready");
});
