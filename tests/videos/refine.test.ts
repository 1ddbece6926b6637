// Changes in words: every test ends with the ledgers of the stand-ins, in messages accepted, credits charged and files kept.
import { expect, test } from "vitest";
import { tellKept } from "#app/words/keep-sentence.ts";
import { NEMO_USER, SHOP } from "#tests/setup/open-test-shop.ts";
import { useVersions } from "./use-versions.ts";

const { shop, request, made, refine, row, conversation, messages, charged, renders } = useVersions();
const facts = async (id: string) => (await row(id)).renders.at(-1)?.facts as { durationMs: number; audioCodec: string | null; sha256: string };
const changes = async (id: string) => ((await row(id)).inspection as { changes?: string[] }).changes?.map(tellKept);
const isKept = async (videoId: string) => {
  const { searchParams } = new URL((await shop().videos.getVideo({ shop: SHOP, videoId }))?.player?.url ?? "", "https://app.example");
  return (await shop().videos.openKeptFile({ videoId, expires: searchParams.get("expires") ?? "", signature: searchParams.get("signature") ?? "" })) !== null;
};
const approve = (videoId: string) => shop().videos.approveVideo({ shop: SHOP, videoId, approvedBy: "42", place: "last", alt: "" });

test("two refinements are two messages in one project; three files are kept, and an older one may be published instead", async () => {
  const first = await made("walnut-desk-lamp");
  const uploads = shop().fakeNemo.ledger.all("upload").length;
  const { videoId: second, already } = await refine(first, "Make it shorter and remove the music");
  expect(already).toBe(false);
  expect(await row(first)).toMatchObject({ status: "superseded", version: 1 });
  expect(await shop().drive(second)).toBe("ready");
  const { videoId: third } = await refine(second, 'Use another order and call it "Lamp of the year"');
  expect(await shop().drive(third)).toBe("ready");

  expect([messages(), charged(), renders()]).toEqual([2, 100, 2]);
  const rows = await Promise.all([first, second, third].map(row));
  expect(new Set(rows.map((one) => one.nemoRowId)).size).toBe(1);
  expect(rows.map(({ version, status, refinesId }) => [version, status, refinesId])).toEqual([[1, "superseded", null], [2, "superseded", first], [3, "ready", second]]);
  // the pictures went there once
  expect(shop().fakeNemo.ledger.all("upload")).toHaveLength(uploads);
  for (const id of [first, second, third]) expect(await isKept(id)).toBe(true);
  const [one, two, three] = [await facts(first), await facts(second), await facts(third)];
  expect(new Set([one, two, three].map(({ sha256 }) => sha256)).size).toBe(3);
  expect(two.durationMs / one.durationMs).toBeCloseTo(2 / 3, 1);
  expect([one.audioCodec, two.audioCodec]).toEqual([expect.any(String), null]);
  expect(await changes(second)).toEqual([expect.stringMatching(/^Length: \d+ s, now [\d.]+ s\.$/), expect.stringMatching(/^Sound “BGM.*” is gone\.$/)]);
  expect(await changes(third)).toEqual([expect.stringMatching(/^The pictures come in another order: /), expect.stringMatching(/^Text “.*” is now “Lamp of the year”\.$/)]);

  await approve(second);
  expect(await shop().drive(second)).toBe("published");
  expect(await row(third)).toMatchObject({ status: "ready" });
  await approve(third);
  expect(await shop().drive(third)).toBe("published");
  expect(await row(second)).toMatchObject({ status: "replaced" });
  expect(messages()).toBe(2);
});

test("a double click, two tabs and another text meanwhile are one message; asking on the older version's page leads to the newer one", async () => {
  const first = await made("linen-cushion");
  const [a, b] = await Promise.all([refine(first, "Make it longer"), refine(first, "Make it longer")]);
  const c = await refine(first, "And a bigger title");
  expect(new Set([a.videoId, b.videoId, c.videoId]).size).toBe(1);
  expect([a.already, b.already, c.already].filter(Boolean)).toHaveLength(2);
  const other = shop().worker("worker-2");
  const bothStep = async () => {
    await Promise.all([shop().step(a.videoId), shop().step(a.videoId, other)]);
    return (await row(a.videoId)).status;
  };
  await expect.poll(bothStep, { timeout: 60_000, interval: 10 }).toBe("ready");
  expect([messages(), renders()]).toEqual([1, 1]);
  await expect(refine(first, "And a bigger title")).rejects.toMatchObject({ code: "video.not_newest", charged: "no", merchantMessage: expect.stringContaining("Open version 2") });
  expect((await conversation(first)).silent).toBe("Changes go on from version 2, the newest one.");
  expect(messages()).toBe(1);
});

test("a silent edit is told by the difference of the timeline", async () => {
  const first = await made("stoneware-mug");
  shop().fakeNemo.control.set({ silentShare: 1 });
  const { videoId } = await refine(first, "No music please");
  expect(await shop().drive(videoId)).toBe("ready");
  const version = (await conversation(videoId)).versions.at(-1);
  expect(version).toMatchObject({ version: 2, reply: null, changes: [expect.stringMatching(/^Sound “BGM.*” is gone\.$/)], creditsTaken: 50 });
  expect([messages(), charged()]).toEqual([1, 50]);
});

test("an answer that changed nothing is told with its words and the balance; the older version waits again, and the next change goes on from it", async () => {
  const first = await made("beeswax-candle");
  shop().fakeNemo.control.next("text-only");
  const { videoId: second } = await refine(first, "Make it nicer");
  expect(await shop().drive(second)).toBe("failed");
  expect((await shop().videos.getVideo({ shop: SHOP, videoId: second }))?.problem).toMatchObject({
    code: "nemo.nothing_changed", text: expect.stringMatching(/changed nothing\. It said: “Sure! What product is it\?” Your balance (is still|went from)/),
  });
  expect(await row(first)).toMatchObject({ status: "ready" });
  expect(renders()).toBe(0);
  const { videoId: third } = await refine(first, "Make it 8 seconds long");
  expect(await shop().drive(third)).toBe("ready");
  expect(await row(third)).toMatchObject({ version: 3, refinesId: first });
  // what was never made is not tried again behind the newer one
  await expect(shop().videos.retryVideo({ shop: SHOP, videoId: second })).rejects.toMatchObject({ code: "video.moved_on" });
  expect(messages()).toBe(2);
  await shop().videos.discardVideo({ shop: SHOP, videoId: third });
  expect(await row(first)).toMatchObject({ status: "ready" });
});

test("NemoVideo's question is answered in the same project, once, and the video is made by the answer", async () => {
  shop().fakeNemo.control.next("question");
  const asked = await request("canvas-tote");
  expect(await shop().drive(asked)).toBe("attention");
  const before = await conversation(asked);
  expect(before.versions[0]?.question?.questions[0]?.options.map((option) => option.label)).toContain("1:1 square");
  expect(before).toMatchObject({ silent: null, newest: { videoId: asked } });
  const [a, b] = await Promise.all([refine(asked, "1. Which shape should the video have?: 1:1 square"), refine(asked, "1. Which shape should the video have?: 1:1 square")]);
  expect(a.videoId).toBe(b.videoId);
  expect(await row(asked)).toMatchObject({ status: "superseded" });
  expect(await shop().drive(a.videoId)).toBe("ready");
  expect((await row(a.videoId)).nemoRowId).toBe((await row(asked)).nemoRowId);
  expect([messages(), renders()]).toEqual([2, 1]);
});

test("a project that NemoVideo no longer knows ends the change before anything is sent, and the older version is still there", async () => {
  const first = await made("oak-board");
  const { nemoSessionId } = await shop().db.nemoSession.findFirstOrThrow({ where: { videos: { some: { id: first } } } });
  shop().fakeNemo.control.dropSession(nemoSessionId);
  const { videoId } = await refine(first, "Make it shorter");
  expect(await shop().drive(videoId)).toBe("failed");
  const view = await shop().videos.getVideo({ shop: SHOP, videoId });
  expect(view).toMatchObject({ problem: { code: "nemo.project_lost", charge: "Nothing was charged." }, can: { retry: false } });
  expect(await row(first)).toMatchObject({ status: "ready" });
  expect(messages()).toBe(0);
  await approve(first);
  expect(await shop().drive(first)).toBe("published");
});

test("with too few credits nothing is sent; after a top-up the same change goes out once", async () => {
  const first = await made("olive-soap");
  shop().fakeNemo.control.setCredits(NEMO_USER, 40);
  const { videoId } = await refine(first, "Make it shorter");
  expect(await shop().drive(videoId)).toBe("failed");
  expect(await row(videoId)).toMatchObject({ errorCode: "nemo.no_credits", charged: "no" });
  expect([messages(), (await row(first)).status]).toEqual([0, "ready"]);
  shop().fakeNemo.control.setCredits(NEMO_USER, 1_000);
  await shop().videos.retryVideo({ shop: SHOP, videoId });
  expect((await row(first)).status).toBe("superseded");
  expect(await shop().drive(videoId)).toBe("ready");
  expect(messages()).toBe(1);
});

test("a change that was canceled before it was sent gives the older version its place back; one that was sent has to be waited out", async () => {
  const first = await made("wool-throw");
  const { videoId: second } = await refine(first, "Make it shorter");
  await shop().drive(second, (one) => one.step === "generate");
  await shop().videos.cancelVideo({ shop: SHOP, videoId: second });
  expect([(await row(first)).status, messages()]).toEqual(["ready", 0]);
  shop().fakeNemo.control.next("hold-stream");
  const { videoId: third } = await refine(first, "Make it longer");
  await shop().drive(third, (one) => one.step === "generate");
  const running = shop().step(third);
  await shop().fakeNemo.control.whenHeld();
  await shop().videos.cancelVideo({ shop: SHOP, videoId: third });
  shop().fakeNemo.control.release();
  await running;
  expect((await row(first)).status).toBe("ready");
  await expect(refine(third, "Make it bigger")).rejects.toMatchObject({ code: "video.turn_not_over" });
  expect(messages()).toBe(1);
});

test("a shop that publishes by itself still lets a person choose between versions", async () => {
  const first = await made("stoneware-mug");
  await shop().db.shop.update({ where: { domain: SHOP }, data: { settings: { approval: "automatic" } } });
  try {
    const { videoId } = await refine(first, "Make it 9 seconds long");
    expect(await shop().drive(videoId)).toBe("ready");
  } finally {
    await shop().db.shop.update({ where: { domain: SHOP }, data: { settings: {} } });
  }
});

test("words that ask for the file, the balance, the state or an upload are answered for nothing", async () => {
  const videoId = await made("linen-cushion");
  const ask = (text: string) => shop().videos.answerWords({ shop: SHOP, videoId, text });
  expect(await ask("export 1080p MP4")).toMatchObject({ intent: "export", url: expect.stringContaining(`/media/${videoId}`) });
  expect(await ask("how many credits are left?")).toMatchObject({ intent: "credits", says: expect.stringMatching(/\d credits/) });
  expect(await ask("status")).toMatchObject({ intent: "state", says: expect.stringMatching(/ready.*Timeline \(/s) });
  expect(await ask("upload a logo")).toMatchObject({ intent: "upload" });
  expect(await ask("Add calm background music.")).toBeNull();
  expect(messages()).toBe(0);
});

test("another shop's video, no words, too many words and a video that was never sent are refused without a message", async () => {
  const videoId = await made("walnut-desk-lamp");
  await expect(refine(videoId, "Make it shorter", "other.myshopify.com")).rejects.toMatchObject({ code: "video.not_found" });
  await expect(refine(videoId, " \n ")).rejects.toMatchObject({ code: "video.words_empty" });
  await expect(refine(videoId, "x".repeat(8_001))).rejects.toMatchObject({ code: "video.words_long" });
  expect(messages()).toBe(0);
});
