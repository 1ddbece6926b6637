// The whole way of a video against the stand-ins, step by step. What was sent, charged and attached is read from their ledgers.
import { existsSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { probeVideo } from "#app/nemo/probe-video.server.ts";
import { NEMO_TOKEN, NEMO_USER, openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(async () => {
  await shop?.close();
});
afterEach(() => {
  shop.fakeNemo.control.clear();
  expect(shop.fakeNemo.ledger.violations(), "violations at NemoVideo").toEqual([]);
  expect(shop.fakeShopify.ledger.violations, "violations at Shopify").toEqual([]);
  expect(shop.logLines.filter((line) => line.includes(NEMO_TOKEN) || line.includes("bug in a step"))).toEqual([]);
});

const request = async (handle: string, prompt: string | null = null) => {
  const { gid } = shop.product(handle);
  return shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: gid, recipe: null, prompt, requestedBy: "42" });
};
const view = async (videoId: string) => {
  const found = await shop.videos.getVideo({ shop: SHOP, videoId });
  if (!found) throw new Error("no such video");
  return found;
};
const approve = (videoId: string, place = "last") => shop.videos.approveVideo({ shop: SHOP, videoId, approvedBy: "42", place, alt: "A mug, turning" });
const nemoSessionOf = async (videoId: string) => (await shop.db.video.findUniqueOrThrow({ where: { id: videoId }, include: { nemoSession: true } })).nemoSession?.nemoSessionId ?? "";
const attached = (handle: string) => shop.product(handle).media.filter((media) => media.type === "VIDEO");

test("from the click to the listing: one message, one render, one video on the product", async () => {
  const before = shop.product("stoneware-mug").media.map((media) => media.gid);
  const { videoId, already } = await request("stoneware-mug");
  expect(already).toBe(false);
  expect(await shop.drive(videoId)).toBe("ready");

  const ready = await view(videoId);
  expect(ready).toMatchObject({ status: "ready", problem: null, warnings: [], moving: false, can: { approve: true, discard: true, cancel: false } });
  expect(ready.player).toMatchObject({ width: 272, height: 272 });
  expect(ready.timeline).toMatch(/^Timeline \(3 tracks\): 1\. Video: /);
  expect(ready.credits).toEqual({ before: 1_000, after: 900 });
  const sessionId = await nemoSessionOf(videoId);
  expect(shop.fakeNemo.ledger.messagesAccepted({ sessionId })).toBe(1);
  expect(shop.fakeNemo.ledger.creditsCharged({ sessionId })).toBe(100);
  expect(shop.fakeNemo.ledger.renders({ sessionId })).toHaveLength(1);
  expect(attached("stoneware-mug")).toEqual([]); // nothing goes live without approval

  await approve(videoId);
  expect(await shop.drive(videoId)).toBe("published");
  const media = shop.product("stoneware-mug").media;
  expect(media.slice(0, -1).map((one) => one.gid)).toEqual(before);
  expect(media.at(-1)).toMatchObject({ type: "VIDEO", status: "READY", alt: "A mug, turning", width: 272, height: 272 });
  expect(shop.fakeShopify.ledger.filesCreated).toHaveLength(1);
  expect(shop.fakeShopify.ledger.stagedTargets).toHaveLength(1);
  expect(shop.fakeShopify.ledger.attachments).toHaveLength(1);
  expect(await view(videoId)).toMatchObject({ status: "published", published: { position: 4, place: "last" }, finishedAt: expect.any(String) });
  expect((await view(videoId)).steps.every((step) => step.state === "done" && step.startedAt && step.finishedAt)).toBe(true);

  const render = await shop.db.render.findFirstOrThrow({ where: { videoId } });
  const kept = path.join(shop.keptDir, render.keptFile ?? "");
  expect(existsSync(kept)).toBe(true);
  expect(await probeVideo(kept)).toMatchObject({ videoCodec: "avc", audioCodec: "aac", width: 272, height: 272 });
});

test("a second click, and a second request while one waits for approval, find the first one", async () => {
  const [one, two] = await Promise.all([request("walnut-desk-lamp"), request("walnut-desk-lamp")]);
  expect(one.videoId).toBe(two.videoId);
  expect([one.already, two.already].sort()).toEqual([false, true]);
  await shop.drive(one.videoId);
  expect(await request("walnut-desk-lamp")).toEqual({ videoId: one.videoId, already: true });
  await shop.videos.discardVideo({ shop: SHOP, videoId: one.videoId });
  expect(shop.fakeNemo.ledger.messagesAccepted({ sessionId: await nemoSessionOf(one.videoId) })).toBe(1);
  expect((await request("walnut-desk-lamp")).already).toBe(false);
});

test("a silent turn is judged by the state and ends ready, with one message", async () => {
  shop.fakeNemo.control.next("silent");
  const { videoId } = await request("linen-cushion");
  expect(await shop.drive(videoId)).toBe("ready");
  expect(shop.fakeNemo.ledger.messagesAccepted({ sessionId: await nemoSessionOf(videoId) })).toBe(1);
  expect(await shop.db.message.findFirst({ where: { videoId } })).toMatchObject({ outcome: "silent" });
  await shop.videos.discardVideo({ shop: SHOP, videoId });
});

test("two approvals of one video put it on the product once", async () => {
  const { videoId } = await request("canvas-tote");
  await shop.drive(videoId);
  await Promise.all([approve(videoId, "second"), approve(videoId, "second").catch((error: unknown) => error)]);
  await shop.drive(videoId);
  await approve(videoId);
  expect(attached("canvas-tote")).toHaveLength(1);
  expect(shop.product("canvas-tote").media[1]).toMatchObject({ type: "VIDEO", status: "READY" });
});

test("a product without a picture is refused with a sentence before anything is begun", async () => {
  const messages = shop.fakeNemo.ledger.messagesAccepted();
  await expect(request("gift-wrapping")).rejects.toMatchObject({ code: "video.blocked", charged: "no", merchantMessage: expect.stringMatching(/no picture that can be used.*Nothing was charged/) });
  expect(shop.fakeNemo.ledger.messagesAccepted()).toBe(messages);
  expect(await shop.db.video.count({ where: { productGid: shop.product("gift-wrapping").gid } })).toBe(0);
});

test("a draft product gets its video, and the page says that customers do not see it yet", async () => {
  const { gid } = shop.product("wool-throw");
  const page = await shop.videos.productPage({ shop: SHOP, admin: shop.admin, productGid: gid, recipe: null });
  expect(page?.plan.notices.join(" ")).toMatch(/draft/);
  const { videoId } = await request("wool-throw");
  expect(await shop.drive(videoId)).toBe("ready");
  await approve(videoId);
  expect(await shop.drive(videoId)).toBe("published");
  expect(attached("wool-throw")).toHaveLength(1);
});

test("a script and an instruction hidden in a description reach neither the prompt nor NemoVideo", async () => {
  const { videoId } = await request("oak-board");
  expect(await shop.drive(videoId)).toBe("ready");
  const [message] = shop.fakeNemo.ledger.messages({ sessionId: await nemoSessionOf(videoId) });
  expect(message?.text).toMatch(/"Oak Cutting Board"/);
  expect(message?.text).toMatch(/Solid oak/);
  expect(message?.text).not.toMatch(/<|\bscript\b|evil\.example|cookie|ignore|previous|document\.|free/i);
  await shop.videos.discardVideo({ shop: SHOP, videoId });
});

test("a merchant's own words are sent as they were written", async () => {
  const words = "Show the soap on wet slate, slowly turning, 15 seconds, square. No music.";
  const { videoId } = await request("olive-soap", words);
  await shop.drive(videoId);
  expect(shop.fakeNemo.ledger.messages({ sessionId: await nemoSessionOf(videoId) })[0]?.text).toBe(words);
  await shop.videos.discardVideo({ shop: SHOP, videoId });
});

test("too few credits stop the video before the message, and say so", async () => {
  shop.fakeNemo.control.setCredits(NEMO_USER, 40);
  try {
    const { videoId } = await request("beeswax-candle");
    expect(await shop.drive(videoId)).toBe("failed");
    expect(await view(videoId)).toMatchObject({ problem: { code: "nemo.no_credits", text: expect.stringMatching(/40 credits.*Nothing was sent and nothing was charged/), charge: "Nothing was charged." }, sentAt: null });
    expect(shop.fakeNemo.ledger.messages().filter((message) => message.text.includes("Beeswax"))).toEqual([]);
    shop.fakeNemo.control.setCredits(NEMO_USER, 1_000);
    await shop.videos.retryVideo({ shop: SHOP, videoId });
    expect(await shop.drive(videoId)).toBe("ready");
    await shop.videos.discardVideo({ shop: SHOP, videoId });
  } finally {
    shop.fakeNemo.control.setCredits(NEMO_USER, 1_000);
  }
});

test("another shop finds nothing of this one, and can change nothing", async () => {
  const { videoId } = await request("linen-cushion");
  const foreign = { shop: "other-shop.myshopify.com", videoId };
  expect(await shop.videos.getVideo(foreign)).toBeNull();
  for (const act of [shop.videos.discardVideo, shop.videos.cancelVideo, shop.videos.retryVideo]) await expect(act(foreign)).rejects.toMatchObject({ code: "video.not_found" });
  await expect(shop.videos.approveVideo({ ...foreign, approvedBy: null, place: "last", alt: "" })).rejects.toMatchObject({ code: "video.not_found" });
  await shop.videos.cancelVideo({ shop: SHOP, videoId });
  expect(await view(videoId)).toMatchObject({ status: "canceled", problem: { text: "Canceled before anything was sent. Nothing was charged." } });
});
