import { describe, expect, test } from "vitest";
import type { SettingsChange } from "#fakes/nemo/control.ts";
import { summariseTimeline } from "#app/nemo/summarise-draft.ts";
import { account, anonymous, canary } from "./serve-raw.ts";
import { onePixel, useStandIn } from "./use-stand-in.ts";

const wish = 'Make a 1 second square video titled "Blue Beanie" with music';

describe("a whole video, in every form that the sources allow", () => {
  const forms: Record<string, SettingsChange> = {
    "as the sources make most likely": {},
    "typed events and the other shapes": { dialect: "A", refusals: "A3", answers: "A9", renderShape: "A4", draftForm: "string", download: "redirect", unknownSessionAtChat: "code" },
    "always silent, every heartbeat": { silentShare: 1, heartbeats: ["comment", "empty", "blank", "word", "typed", "event", "event-with-data", "bare"] },
  };
  test.each(Object.entries(forms))("%s", async (_name, settings) => {
    const { nemo, client, log, film, openSession, settle, awaitRender } = await useStandIn();
    nemo.control.set(settings);
    expect(await client.readCredits(account)).toMatchObject({ available: 500 });
    const { nemoSessionId, nemoTaskId } = await openSession();
    const baseline = await client.readState(account, { nemoSessionId });
    expect(baseline).toMatchObject({ ready: false, uploads: [{ name: "front.png" }] });

    const outcome = await client.say(account, { nemoSessionId, text: wish });
    expect(outcome.kind).toBe(settings.silentShare === 1 ? "silent" : "replied");
    const state = await settle(nemoSessionId);
    expect(state.fingerprint).not.toBe(baseline.fingerprint);
    expect(state).toMatchObject({ durationMs: 1_000, canvas: { width: 128, height: 128 } });
    expect(summariseTimeline(state)).toBe('Timeline (3 tracks): 1. Video: front.png (0-1s) 2. BGM: Lo-fi (0-1s, 35%) 3. Title: "Blue Beanie" (0-1s)');

    const { pollId } = await client.submitRender(account, { renderId: "render_1", nemoSessionId, draftJson: state.draftJson ?? "" });
    const render = await awaitRender(pollId);
    expect(render).toMatchObject({ status: "completed", url: expect.stringContaining("https://static1.nemovideo.ai/") });
    expect(await client.download(account, { renderId: pollId, url: render.url, toFile: film })).toMatchObject({ width: 128, height: 128, videoCodec: "avc", audioCodec: "aac" });
    expect(await client.claimLink(account, { nemoSessionId, nemoTaskId })).toMatch(/^https:\/\/nemovideo\.com\/workspace\/claim\?ct=/);

    expect(nemo.ledger.messagesAccepted()).toBe(1);
    expect(nemo.ledger.renders().length).toBe(1);
    expect(nemo.ledger.violations()).toEqual([]);
    expect(log.lines.join("\n")).not.toContain(canary);
  });
});

describe("one message, whatever the turn does", () => {
  test.each([
    ["silent", { kind: "silent" }],
    ["silent-and-nothing", { kind: "silent" }],
    ["text-only", { kind: "replied", reply: "Sure! What product is it?" }],
    ["empty", { kind: "empty" }],
    ["question", { kind: "question", title: "Before I start", questions: [{ id: "ratio", options: [{ id: "wide", label: "16:9 landscape" }, {}, {}] }] }],
    ["cut-run-goes-on", { kind: "cut" }],
    ["cut-run-dies", { kind: "cut" }],
    ["cut-without-last-chunk", { kind: "cut" }],
    ["cut-in-the-last-event", { kind: "cut" }],
    ["failed-turn", { kind: "failed_turn", reason: "temporary issue" }],
    ["failed-turn-event", { kind: "failed_turn", reason: "UNKNOWN_ERROR" }],
    ["trailing-excuse", { kind: "replied" }],
    ["error-after-work", { kind: "failed_turn" }],
    ["python-error", { kind: "failed_turn" }],
    ["out-of-credits-in-stream", { kind: "no_credits" }],
  ])("%s", async (scenario, outcome) => {
    const { nemo, client, openSession } = await useStandIn();
    const { nemoSessionId } = await openSession();
    nemo.control.next(scenario);
    expect(await client.say(account, { nemoSessionId, text: wish })).toMatchObject(outcome);
    expect(nemo.ledger.messagesAccepted()).toBe(1);
    expect(nemo.ledger.violations()).toEqual([]);
  });

  test.each([
    ["chat-429", { kind: "replied" }, 1],
    ["out-of-credits", { kind: "no_credits" }, 0],
    ["session-dropped-before-chat", { kind: "refused", error: { code: "nemo.session_not_found" } }, 0],
  ])("%s", async (scenario, outcome, messages) => {
    const { nemo, client, openSession } = await useStandIn();
    const { nemoSessionId } = await openSession();
    nemo.control.next(scenario);
    expect(await client.say(account, { nemoSessionId, text: wish })).toMatchObject(outcome);
    expect(nemo.ledger.messagesAccepted()).toBe(messages);
  });
});

describe("faults around the turn", () => {
  test("a session whose answer is lost is opened once more", async () => {
    const { nemo, openSession } = await useStandIn();
    nemo.control.next("session-answer-lost");
    expect((await openSession()).nemoSessionId).toMatch(/^\d{19}$/);
  });

  test("an upload whose answer is lost is not repeated; the state shows what arrived", async () => {
    const { nemo, client, openSession } = await useStandIn();
    const { nemoSessionId } = await openSession();
    nemo.control.next("upload-answer-lost");
    await expect(client.uploadPictures(account, { nemoSessionId, pictures: [{ filename: "side.png", mime: "image/png", bytes: onePixel }] })).rejects.toMatchObject({ code: "nemo.unreachable" });
    await expect.poll(async () => (await client.readState(account, { nemoSessionId })).uploads.map((upload) => upload.name)).toEqual(["front.png", "side.png"]);
    expect(nemo.ledger.all("upload").length).toBe(2);
  });

  test("a refused picture is named by type or size", async () => {
    const { nemo, client } = await useStandIn();
    const { nemoSessionId } = await client.openSession(account, { taskName: "project", language: "en" });
    const upload = () => client.uploadPictures(account, { nemoSessionId, pictures: [{ filename: "a.png", mime: "image/png", bytes: Buffer.alloc(1_100_000) }] });
    nemo.control.next("png-refused");
    await expect(upload()).rejects.toMatchObject({ code: "nemo.file_type" });
    nemo.control.next("upload-too-large");
    await expect(upload()).rejects.toMatchObject({ code: "nemo.file_too_large" });
  });

  test("an expired anonymous token is refused, and the same client id gets a new one", async () => {
    const { nemo, client } = await useStandIn();
    const clientId = "6f0c1c9e-6a0b-4c39-9a9c-1f0f6a2f7d11";
    const first = await client.acquireAnonymousToken({ clientId });
    expect(first).toMatchObject({ credits: 100, nemoUserId: expect.stringMatching(/^anon_/) });
    await expect(client.acquireAnonymousToken({ clientId })).rejects.toMatchObject({ code: "nemo.token_limit" });
    nemo.control.expireTokens();
    await expect(client.readCredits({ ...anonymous, nemoToken: first.nemoToken })).rejects.toMatchObject({ code: "nemo.token_refused" });
    const second = await client.acquireAnonymousToken({ clientId });
    expect(second.nemoToken).not.toBe(first.nemoToken);
    expect(await client.readCredits({ ...anonymous, nemoToken: second.nemoToken })).toMatchObject({ available: expect.any(Number) });
  });

  test("a state that cannot be had for a moment is asked for again", async () => {
    const { nemo, client, openSession } = await useStandIn();
    const { nemoSessionId } = await openSession();
    nemo.control.next("state-500", "state-500", "state-500");
    expect(await client.readState(account, { nemoSessionId })).toMatchObject({ uploads: [{ name: "front.png" }] });
  });

  test("renders: lost answers, doubled ids, plans and faults of the look are told apart", async () => {
    const { nemo, client, openSession, settle, awaitRender } = await useStandIn();
    const { nemoSessionId } = await openSession();
    await client.say(account, { nemoSessionId, text: wish });
    const { draftJson } = await settle(nemoSessionId);
    const submit = (renderId: string) => client.submitRender(account, { renderId, nemoSessionId, draftJson: draftJson ?? "" });

    nemo.control.next("render-plan-refused");
    await expect(submit("render_0")).rejects.toMatchObject({ code: "nemo.plan" });
    nemo.control.next("render-answer-lost");
    await expect(submit("render_1")).rejects.toMatchObject({ code: "nemo.unreachable" });
    nemo.control.next("render-status-502");
    await expect(client.pollRender(account, { renderId: "render_1" })).rejects.toMatchObject({ code: "nemo.unreachable", retryable: true });
    expect(await awaitRender("render_1")).toMatchObject({ status: "completed" });
    await expect(submit("render_1")).rejects.toMatchObject({ code: "nemo.render_duplicate_id" });
    expect(await client.pollRender(account, { renderId: "render_9" })).toMatchObject({ status: "unknown_id" });
    nemo.control.next("render-fails-once");
    expect(await awaitRender((await submit("render_2")).pollId)).toMatchObject({ status: "failed" });
    expect(nemo.ledger.renders().map((render) => render.renderId)).toEqual(["render_1", "render_2"]);
    expect(nemo.ledger.violations()).toEqual([]);
  });

  test("downloads that are cut or expired are fetched another way", async () => {
    const { nemo, client, film, openSession, settle, awaitRender } = await useStandIn();
    const { nemoSessionId } = await openSession();
    await client.say(account, { nemoSessionId, text: wish });
    const { draftJson } = await settle(nemoSessionId);
    await client.submitRender(account, { renderId: "render_1", nemoSessionId, draftJson: draftJson ?? "" });
    const { url } = await awaitRender("render_1");
    nemo.control.next("download-cut");
    expect(await client.download(account, { renderId: "render_1", url, toFile: film })).toMatchObject({ width: 128 });
    nemo.control.next("download-expired", "download-cut", "download-expired");
    expect(await client.download(account, { renderId: "render_1", url, toFile: film })).toMatchObject({ width: 128 });
    expect(nemo.ledger.all("download").filter((download) => download.complete).map((download) => download.via)).toEqual(["cdn", "fallback"]);
    expect(nemo.ledger.violations()).toEqual([]);
  });
});
