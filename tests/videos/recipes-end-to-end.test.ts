// Each recipe from the click to the file, against the stand-ins: what was asked for is looked up in the draft and in the MP4 itself.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { probeVideo } from "#app/nemo/probe-video.server.ts";
import { readDraft } from "#app/nemo/read-draft.ts";
import type { ChosenOptions } from "#app/videos/choices.ts";
import { sentPictures } from "#app/videos/video-json.ts";
import { renderShowcase } from "#fakes/render/render-showcase.ts";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop({ nemoCredits: 5_000, film: { size: 160, fps: 8 } });
});
afterAll(async () => {
  await shop?.close();
});
afterEach(() => {
  shop.fakeNemo.control.clear();
  expect(shop.fakeNemo.ledger.violations(), "violations at NemoVideo").toEqual([]);
});

const gidOf = (handle: string) => shop.product(handle).gid;
const send = (handle: string, kind: "footage" | "logo", filename: string, bytes: Uint8Array) =>
  shop.videos.receiveFile({ shop: SHOP, admin: shop.admin, productGid: gidOf(handle), kind, filename, body: new Blob([bytes.slice()]).stream(), announcedBytes: bytes.length, signal: new AbortController().signal });

/** Makes the video and gives what came out: file, draft, warnings. */
async function make(handle: string, recipe: string, chosen: ChosenOptions | null = null, prompt: string | null = null) {
  const { videoId } = await shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: gidOf(handle), recipe, chosen, prompt, requestedBy: null });
  expect(await shop.drive(videoId)).toBe("ready");
  const row = await shop.db.video.findUniqueOrThrow({ where: { id: videoId }, include: { nemoSession: true, renders: true } });
  const view = await shop.videos.getVideo({ shop: SHOP, videoId });
  const file = await probeVideo(path.join(shop.keptDir, row.renders[0]?.keptFile ?? ""));
  const nemoSessionId = row.nemoSession?.nemoSessionId ?? "";
  const state = await shop.deps.nemoFor(await shop.db.shop.findUniqueOrThrow({ where: { domain: SHOP } }), recipe)((account) => shop.nemo.readState(account, { nemoSessionId }));
  const { tracks } = readDraft(state.draftJson);
  const labels = (kind: string) => tracks.filter((track) => track.kind === kind).flatMap((track) => track.segments.map((segment) => segment.label));
  await shop.videos.discardVideo({ shop: SHOP, videoId });
  expect(shop.fakeNemo.ledger.requests({ path: "/run_sse" }).at(-1)?.headers["x-skill-source"]).toBe(recipe);
  return { videoId, row, file, timeline: view?.timeline ?? "", warnings: view?.warnings ?? [], tracks, audio: labels("audio"), texts: labels("text"), ratio: file.width / file.height, seconds: file.durationMs / 1000 };
}

test("ecommerce-product-video: a square showcase of 15 to 30 s with music and title, from up to eight pictures", async () => {
  const made = await make("stoneware-mug", "ecommerce-product-video");
  expect(made.warnings).toEqual([]);
  expect(made.ratio).toBe(1);
  expect(made.seconds).toBeCloseTo(20, 0);
  expect(made.file).toMatchObject({ videoCodec: "avc", audioCodec: "aac" });
  expect(made.audio).toEqual(["BGM: Lo-fi"]);
  expect(made.texts).toEqual(["Stoneware Mug"]);
  expect(made.tracks.find((track) => track.kind === "video")?.segments).toHaveLength(4);
});

test("ai-video-for-affiliate-marketing: upright, a voice over the music, the link's words at the end, never over 60 s", async () => {
  const made = await make("linen-cushion", "ai-video-for-affiliate-marketing", { lengthSeconds: 90, offer: "Free cushion filling for my readers", linkWords: "See it at Mona's", showPrice: true });
  expect(made.warnings).toEqual([]);
  expect(made.ratio).toBeCloseTo(9 / 16, 2);
  expect(made.seconds).toBeCloseTo(60, 0);
  expect(made.audio).toEqual(["BGM: Lo-fi", "Voice-over (en)"]);
  expect(made.texts[0]).toMatch(/Linen/);
  expect(made.texts).toContain("See it at Mona's");
  expect(made.texts.join(" ")).toMatch(/\$\d/);
  expect(made.row.prompt).toContain("Free cushion filling for my readers");
});

test("video-create: a slideshow of every picture with a transition between them and music, no words; few pictures are named", async () => {
  const page = await shop.videos.productPage({ shop: SHOP, admin: shop.admin, productGid: gidOf("canvas-tote"), recipe: "video-create" });
  expect(page?.plan.notices.join(" ")).toMatch(/works best with 5 pictures or more; this product has 3/);
  const made = await make("canvas-tote", "video-create", { format: "4:5", lengthSeconds: 15 });
  expect(made.warnings).toEqual([]);
  expect(made.ratio).toBeCloseTo(0.8, 2);
  expect(made.seconds).toBeCloseTo(15, 0);
  expect(made.audio).toEqual(["BGM: Lo-fi"]);
  expect(made.texts).toEqual([]);
  expect(made.tracks.find((track) => track.kind === "video")?.segments).toHaveLength(3);
});

test("video-creator-job: refuses without footage; with it cuts the pause out and is shorter than what came in; the file is erased", async () => {
  await expect(make("olive-soap", "video-creator-job")).rejects.toMatchObject({ code: "video.blocked", merchantMessage: expect.stringMatching(/cuts your own footage.*MP4, MOV, AVI, WebM or MKV.*Nothing was charged/) });
  const film = path.join(shop.dir, "demo take.mp4");
  const picture = await readFile("fakes/shopify/catalog/images/olive-soap-1.jpg");
  await renderShowcase({ pictures: [picture, picture], width: 320, height: 180, fps: 12, durationMs: 12_000, music: true, still: [{ fromMs: 4_000, toMs: 8_000 }], preset: "ultrafast", file: film });
  const sent = await send("olive-soap", "footage", "demo take.mp4", await readFile(film));
  expect(sent).toMatchObject({ kind: "footage", filename: expect.stringMatching(/^demo-take-\w{6}\.mp4$/) });
  expect(sent.seconds).toBeCloseTo(12, 0);

  const made = await make("olive-soap", "video-creator-job");
  expect(made.warnings).toEqual([]);
  expect(made.ratio).toBeCloseTo(16 / 9, 1);
  expect(made.seconds).toBeGreaterThan(6);
  expect(made.seconds).toBeLessThan(9.5);
  expect(made.tracks.find((track) => track.kind === "video")?.segments.map((segment) => segment.label)).toEqual([sent.filename, sent.filename]);
  expect(made.audio).toEqual(["BGM: Lo-fi"]);
  expect(made.row.prompt).toContain(`1. ${sent.filename} (12 seconds)`);
  const kept = await shop.db.merchantFile.findUniqueOrThrow({ where: { id: sent.id } });
  expect(kept).toMatchObject({ videoId: made.videoId, erasedAt: expect.any(Date) });
  expect(existsSync(path.join(shop.keptDir, kept.file))).toBe(false);
});

test("ecommerce-product-video with a clip: the clip first with its sound, then the pictures, in the length that was asked for", async () => {
  const film = path.join(shop.dir, "turning.mp4");
  await renderShowcase({ pictures: [await readFile("fakes/shopify/catalog/images/stoneware-mug-1.jpg")], width: 160, height: 160, fps: 8, durationMs: 5_000, music: false, voice: true, preset: "ultrafast", file: film });
  const clip = await send("stoneware-mug", "footage", "turning.mp4", await readFile(film));
  const made = await make("stoneware-mug", "ecommerce-product-video", { music: false, lengthSeconds: 15 });
  expect(made.warnings).toEqual([]);
  expect(made.row.prompt).toMatch(new RegExp(`Clips of the same product, shown before the pictures.*\\n1\\. ${clip.filename} \\(5 seconds\\)`));
  expect(made.seconds).toBeCloseTo(15, 0);
  expect(made.ratio).toBe(1);
  expect(made.file.audioCodec).toBe("aac");
  const segments = made.tracks.find((track) => track.kind === "video")?.segments ?? [];
  expect(segments.map((segment) => segment.label)).toEqual([clip.filename, ...sentPictures.parse(made.row.pictures).map((picture) => picture.filename)]);
  expect(segments[1]?.startMs).toBe(segments[0]?.durationMs);
});

test("footage of a video that was canceled before anything was sent waits for the next one", async () => {
  const film = path.join(shop.dir, "take.mp4");
  await renderShowcase({ pictures: [], width: 160, height: 90, fps: 8, durationMs: 2_000, music: false, title: "Board", preset: "ultrafast", file: film });
  const sent = await send("oak-board", "footage", "take.mp4", await readFile(film));
  const ask = () => shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: gidOf("oak-board"), recipe: "video-creator-job", prompt: null, requestedBy: null });
  const first = await ask();
  await shop.videos.cancelVideo({ shop: SHOP, videoId: first.videoId });
  const second = await ask();
  expect(await shop.db.merchantFile.findUniqueOrThrow({ where: { id: sent.id } })).toMatchObject({ videoId: second.videoId, erasedAt: null });
  await shop.videos.cancelVideo({ shop: SHOP, videoId: second.videoId });
  expect(await shop.videos.dropFile({ shop: "other.myshopify.com", productGid: gidOf("oak-board"), fileId: sent.id })).toBe(false);
  expect(await shop.videos.dropFile({ shop: SHOP, productGid: gidOf("oak-board"), fileId: sent.id })).toBe(true);
  await expect(ask()).rejects.toMatchObject({ code: "video.blocked" });
});

test("a logo goes along, is no picture of the product, and is seen at the end", async () => {
  const canvas = createCanvas(120, 120);
  canvas.getContext("2d").fillRect(0, 0, 120, 120);
  const logo = await send("walnut-desk-lamp", "logo", "Brand Mark.PNG", await canvas.encode("png"));
  const made = await make("walnut-desk-lamp", "ecommerce-product-video", { lengthSeconds: 15 });
  expect(made.row.prompt).toContain(`Logo of the brand: ${logo.filename}.`);
  const [pictures, atTheEnd] = made.tracks.filter((track) => track.kind === "video");
  expect(pictures?.segments).toHaveLength(3);
  expect(atTheEnd?.segments).toEqual([expect.objectContaining({ startMs: 12_000, durationMs: 3_000, label: `Logo: ${logo.filename}` })]);
});

test("choices change the film measurably: no music and no voice is a file without sound", async () => {
  const made = await make("oak-board", "ecommerce-product-video", { format: "16:9", lengthSeconds: 15, music: false, captions: false });
  expect(made.warnings).toEqual([]);
  expect(made.file.audioCodec).toBeNull();
  expect(made.texts).toEqual([]);
  expect(made.ratio).toBeCloseTo(16 / 9, 1);
});

test.each([
  ["wide-ratio", "ecommerce-product-video", "draft.ratio", /You asked for 1:1.*only generating again/],
  ["no-music", "ecommerce-product-video", "draft.no_music", /asked for music, but the timeline has none/],
  ["no-voice", "ai-video-for-affiliate-marketing", "draft.no_voice", /asked for a voice-over/],
  ["invented-claim", "ecommerce-product-video", "draft.invented_text", /“Dermatologist approved, 50% off” is on the screen/],
] as const)("a misunderstanding is found before anybody approves: %s", async (scenario, recipe, code, sentence) => {
  shop.fakeNemo.control.next(scenario);
  const made = await make("beeswax-candle", recipe, { lengthSeconds: 15 });
  expect(made.warnings.map((warning) => warning.code)).toEqual([code]);
  expect(made.warnings[0]?.text).toMatch(sentence);
});

test("what a merchant chose and wrote is kept for the next time, and a reset text is written anew", async () => {
  const words = "Show the candle burning in a dark room, square, 15 seconds, with music.";
  await make("beeswax-candle", "video-create", { format: "1:1", lengthSeconds: 15, language: "de" }, words);
  const page = async () => (await shop.videos.productPage({ shop: SHOP, admin: shop.admin, productGid: gidOf("beeswax-candle"), recipe: "video-create" }));
  expect((await page())?.kept).toMatchObject({ chosen: { format: "1:1", lengthSeconds: 15, language: "de" }, prompt: words });
  expect((await page())?.plan.prompt).toContain("German (de)");
  const again = await make("beeswax-candle", "video-create");
  expect(again.row.prompt).toBe(words);
  expect(again.row.choices).toMatchObject({ promptEdited: true, language: "de" });
  await make("beeswax-candle", "video-create", { lengthSeconds: 15 }, (await page())?.plan.prompt.replaceAll("German (de)", "English (en)") ?? "");
  expect((await page())?.kept.prompt).toBeNull();
});
