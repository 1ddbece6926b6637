// A message whose end nobody knows is looked for again for a day: what appears late is taken, and no decision of a person is disturbed.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { NemoState } from "#app/nemo/nemo-client.ts";
import { lookLate } from "#app/videos/look-late.server.ts";
import { lateLookAt } from "#app/videos/pipeline/late-look-at.ts";
import { documentedWaits } from "#app/videos/pipeline/pipeline-waits.ts";
import { runVideoStep } from "#app/videos/pipeline/run-video-step.server.ts";
import type { PipelineDeps } from "#app/videos/pipeline/step-context.ts";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence } from "#app/words/say.ts";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";

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
  expect([shop.fakeNemo.ledger.violations(), shop.fakeShopify.ledger.violations]).toEqual([[], []]);
  for (const { id } of await shop.db.video.findMany({ where: { status: { in: ["ready", "attention"] } } })) await shop.videos.discardVideo({ shop: SHOP, videoId: id });
});

const never = new AbortController().signal;
const messages = () => shop.fakeNemo.ledger.messagesAccepted({ since });
const row = (videoId: string) => shop.db.video.findUniqueOrThrow({ where: { id: videoId } });
const view = async (videoId: string) => shop.videos.getVideo({ shop: SHOP, videoId });
const request = async () => (await shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: shop.product("linen-cushion").gid, recipe: null, prompt: null, requestedBy: null })).videoId;
const waitingLooks = async (videoId: string) => shop.db.$queryRaw<{ start_after: Date }[]>`SELECT start_after FROM pgboss.job WHERE name = 'video-late-look' AND state = 'created' AND data->>'videoId' = ${videoId}`;

/** A video whose message was taken, whose stream broke, and whose work NemoVideo shows to nobody: it waits for a person. */
async function loseVideo(): Promise<{ videoId: string; hidden: PipelineDeps }> {
  const videoId = await request();
  await shop.drive(videoId, ({ step }) => step === "generate");
  let before: NemoState | null = null;
  const hidden: PipelineDeps = {
    ...shop.deps, waits: { ...shop.deps.waits, lateLookFirstMs: 300_000, lateLookMaxMs: 3_600_000, lateLookUntilMs: 86_400_000 },
    nemo: {
      ...shop.nemo,
      readState: async (...a) => (before ??= await shop.nemo.readState(...a)),
      say: async (...a) => ((await shop.nemo.say(...a)).kind, { kind: "cut", reason: "test" }),
    },
  };
  for (let i = 0; i < 20 && (await row(videoId)).status === "making"; i++) await runVideoStep(hidden, videoId, never);
  expect(await row(videoId)).toMatchObject({ status: "attention", errorCode: "nemo.unknown_end" });
  return { videoId, hidden };
}
const later = (deps: PipelineDeps, ms: number): PipelineDeps => ({ ...deps, clock: { ...deps.clock, now: () => new Date(Date.now() + ms) } });

test("what appears hours later is taken by itself, with one message in all", async () => {
  const { videoId, hidden } = await loseVideo();
  expect(await waitingLooks(videoId)).toHaveLength(1);
  expect(await view(videoId)).toMatchObject({ status: "attention", unknownEnd: { looks: 5, balanceBefore: expect.any(Number), lookingUntil: expect.stringMatching(/^20/) }, can: { retry: true, discard: true } });
  const { sentAt, unknownEnd } = (await view(videoId))!;
  expect(Date.parse(unknownEnd?.lookingUntil ?? "") - Date.parse(sentAt ?? "")).toBe(shop.deps.waits.lateLookUntilMs);
  await lookLate(later(hidden, 3_600_000), videoId, never);
  const still = await row(videoId);
  expect(still.status).toBe("attention");
  expect(still.nextTryAt?.getTime()).toBeGreaterThan(Date.now() + 3_600_000 + 1_700_000);

  await lookLate(later(shop.deps, 7_200_000), videoId, never);
  expect(await row(videoId)).toMatchObject({ status: "making", step: "recover", errorCode: null });
  expect(await shop.drive(videoId)).toBe("ready");
  expect(messages()).toBe(1);
  expect((await view(videoId))?.steps.find((step) => step.key === "generate")).toMatchObject({ state: "done" });
  expect(await shop.db.videoEvent.findFirst({ where: { videoId, text: keepSentence(sentence("requests.late_found")) } })).not.toBeNull();
});

test("after 24 hours it is not looked for any more, and the page says so", async () => {
  const { videoId, hidden } = await loseVideo();
  await lookLate(later(hidden, 86_400_001), videoId, never);
  expect(await row(videoId)).toMatchObject({ status: "attention", nextTryAt: null });
  expect((await view(videoId))?.unknownEnd?.lookingUntil).toBeNull();
});

test("a discarded video stays discarded, and one tried again is not touched", async () => {
  const { videoId } = await loseVideo();
  await shop.videos.discardVideo({ shop: SHOP, videoId });
  await lookLate(shop.deps, videoId, never);
  expect((await row(videoId)).status).toBe("discarded");

  const again = await loseVideo();
  await shop.videos.retryVideo({ shop: SHOP, videoId: again.videoId });
  const { revision } = await row(again.videoId);
  await lookLate(shop.deps, again.videoId, never);
  expect(await row(again.videoId)).toMatchObject({ status: "making", revision });
  expect(await shop.drive(again.videoId)).toBe("ready");
});

test("once a new video of the product was asked for, the old one is left alone", async () => {
  const { videoId } = await loseVideo();
  const second = await request();
  await lookLate(shop.deps, videoId, never);
  expect(await row(videoId)).toMatchObject({ status: "attention", nextTryAt: null });
  expect(await shop.drive(second)).toBe("ready");
  expect(messages()).toBe(2); // two decisions of a person
});

test("a discard at the very moment of the find wins or comes too late, never both", async () => {
  const { videoId } = await loseVideo();
  const discard = shop.videos.discardVideo({ shop: SHOP, videoId }).then(() => "discarded", () => "making");
  await lookLate(shop.deps, videoId, never);
  expect((await row(videoId)).status).toBe(await discard);
  await shop.drive(videoId);
});

test.each([
  [0, 300_000], [300_000, 300_000], [1_200_000, 600_000], [7_200_000, 3_600_000], [36_000_000, 3_600_000], [86_000_000, 400_000], [86_400_000, null],
])("%i ms after the message the next look comes after %s ms", (age, after) => {
  const sentAt = new Date("2026-11-21T10:00:00Z");
  const now = new Date(sentAt.getTime() + age);
  expect(lateLookAt(documentedWaits, sentAt, now)?.getTime() ?? null).toBe(after === null ? null : now.getTime() + after);
});

test("a shop that removed the app is not looked for any more: nothing is asked of NemoVideo", async () => {
  const { videoId } = await loseVideo();
  await shop.db.shop.update({ where: { domain: SHOP }, data: { uninstalledAt: new Date() } });
  try {
    const asked = shop.fakeNemo.ledger.requests().length;
    await lookLate(later(shop.deps, 7_200_000), videoId, never);
    expect(shop.fakeNemo.ledger.requests()).toHaveLength(asked);
    expect(await row(videoId)).toMatchObject({ status: "attention", nextTryAt: null });
  } finally {
    await shop.db.shop.update({ where: { domain: SHOP }, data: { uninstalledAt: null } });
  }
});

/** NemoVideo has begun, but there is no video in the session yet: the next `times` looks after the message see so. */
function beginning(times: number): PipelineDeps {
  let looks = 0;
  const begun = (state: NemoState): NemoState => ({ ...state, fingerprint: `begun ${state.fingerprint}`, ready: false, tracks: [], durationMs: 0, draftJson: null });
  return {
    ...shop.deps, waits: { ...shop.deps.waits, lateLookFirstMs: 300_000, lateLookMaxMs: 3_600_000, lateLookUntilMs: 86_400_000 },
    nemo: {
      ...shop.nemo,
      say: async (...a) => ((await shop.nemo.say(...a)).kind, (looks = times), { kind: "cut", reason: "test" }),
      readState: async (...a) => (looks-- > 0 ? begun(await shop.nemo.readState(...a)) : shop.nemo.readState(...a)),
    },
  };
}

test("after a lost stream a beginning is not yet a video: it is looked for on, and nobody is told that none was made", async () => {
  const videoId = await request();
  const deps = beginning(4);
  for (let i = 0; i < 40 && (await row(videoId)).status === "making"; i++) await runVideoStep(deps, videoId, never);
  expect(await shop.drive(videoId)).toBe("ready");
  expect(messages()).toBe(1);
});

test("a beginning that stays one leaves the end unknown, with the truth about the charge, and only a finished video is taken up late", async () => {
  const videoId = await request();
  const deps = beginning(1_000);
  for (let i = 0; i < 40 && (await row(videoId)).status === "making"; i++) await runVideoStep(deps, videoId, never);
  expect(await row(videoId)).toMatchObject({ status: "attention", errorCode: "nemo.unknown_end", charged: "maybe" });
  await lookLate(later(deps, 3_600_000), videoId, never);
  expect((await row(videoId)).status).toBe("attention");
  await lookLate(later(shop.deps, 7_200_000), videoId, never);
  expect(await shop.drive(videoId)).toBe("ready");
  expect(messages()).toBe(1);
});
