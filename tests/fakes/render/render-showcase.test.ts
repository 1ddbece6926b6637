import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import { ALL_FORMATS, BufferSource, Input } from "mediabunny";
import { afterAll, beforeAll, expect, test } from "vitest";
import { renderShowcase, RenderError } from "#fakes/render/render-showcase.ts";
import type { ShowcaseJob } from "#fakes/render/showcase-job.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "showcase-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Two product-like shapes on a transparent ground. */
function drawPicture(colour: string, width = 300, height = 300) {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  context.fillStyle = colour;
  context.fillRect(width * 0.25, height * 0.25, width * 0.5, height * 0.5);
  return canvas;
}

function testJob(name: string, more: Partial<ShowcaseJob>): ShowcaseJob {
  return {
    pictures: [], width: 272, height: 272, fps: 12, durationMs: 2000, music: true, preset: "ultrafast", title: "Walnut Desk Organiser",
    file: path.join(folder, `${name}.mp4`), ...more,
  };
}

async function probe(file: string) {
  const input = new Input({ source: new BufferSource(await readFile(file)), formats: ALL_FORMATS });
  const video = await input.getPrimaryVideoTrack();
  const audio = await input.getPrimaryAudioTrack();
  return {
    codec: await video?.getCodec(), width: await video?.getDisplayWidth(), height: await video?.getDisplayHeight(),
    parameters: await video?.getCodecParameterString(), audio: audio ? await audio.getCodec() : null, seconds: await input.computeDuration(),
    frames: (await video?.computePacketStats())?.packetCount,
  };
}

test("pictures of every kind become an H.264 and AAC film of the asked size and length", async () => {
  const pictures = [
    await drawPicture("#123456").encode("png"),
    await drawPicture("#654321", 500, 200).encode("jpeg", 85),
    await drawPicture("#22aa44", 120, 400).encode("webp", 85),
    Buffer.from("R0lGODlhEAAQAIAAAP8AAP///ywAAAAAEAAQAAACDoSPqcvtD6OctNqLs968FQA7", "base64"),
  ];
  const progress: number[] = [];
  const job = testJob("kinds", { pictures, posterFile: path.join(folder, "kinds.jpg"), subtitle: "Hand-finished" });
  const result = await renderShowcase(job, { onProgress: (share) => progress.push(share) });
  expect(result.frames).toBe(24);
  const film = await probe(job.file);
  expect(film).toMatchObject({ codec: "avc", width: 272, height: 272, audio: "aac", frames: 24 });
  expect(film.parameters).toMatch(/^avc1\.64/);
  expect(film.seconds).toBeCloseTo(2, 1);
  expect(progress.length).toBeGreaterThan(0);
  expect((await readFile(job.posterFile!)).subarray(0, 2).toString("hex")).toBe("ffd8");
});

test("the index stands before the pictures, so a browser can start at once", async () => {
  const job = testJob("faststart", { durationMs: 1000 });
  await renderShowcase(job);
  const bytes = await readFile(job.file);
  expect(bytes.toString("latin1", 4, 8)).toBe("ftyp");
  expect(bytes.indexOf("moov")).toBeLessThan(bytes.indexOf("mdat"));
});

test("the same job gives the same bytes twice", async () => {
  const pictures = [await drawPicture("#884400").encode("png"), await drawPicture("#004488").encode("jpeg", 90)];
  const [one, two] = [testJob("one", { pictures }), testJob("two", { pictures })];
  await Promise.all([renderShowcase(one), renderShowcase(two)]);
  expect((await readFile(one.file)).equals(await readFile(two.file))).toBe(true);
});

test("the camera and the cross fade really change the picture", async () => {
  const pictures = [await drawPicture("#000000").encode("png"), await drawPicture("#ffffff").encode("png")];
  const moving = testJob("moving", { pictures, music: false });
  const still = testJob("still", { pictures: [pictures[0]!], music: false, title: undefined });
  await renderShowcase(moving);
  await renderShowcase(still);
  expect((await readFile(moving.file)).equals(await readFile(still.file))).toBe(false);
});

test("without music the file has no sound track, and an upright film keeps its shape", async () => {
  const job = testJob("upright", { width: 272, height: 484, music: false, durationMs: 1000 });
  await renderShowcase(job);
  expect(await probe(job.file)).toMatchObject({ width: 272, height: 484, audio: null });
});

test("a broken picture is refused in one sentence and leaves no file", async () => {
  const whole = await drawPicture("#aa0000").encode("jpeg", 85);
  const broken = [Buffer.from("<html><body>Not found, sorry, nothing here</body></html>"), whole.subarray(0, whole.length / 2)];
  for (const picture of broken) {
    const job = testJob("broken", { pictures: [whole, picture] });
    await expect(renderShowcase(job)).rejects.toThrow(/^picture 2 is (not a|a jpeg that ends)/);
    await expect(renderShowcase(job)).rejects.toBeInstanceOf(RenderError);
    expect(existsSync(job.file)).toBe(false);
  }
});

test("a size the encoder cannot do is refused before a process is started", async () => {
  await expect(renderShowcase(testJob("odd", { width: 271 }))).rejects.toThrow(RangeError);
});

test("aborting kills the render in the middle and removes the half file", async () => {
  const job = testJob("aborted", { durationMs: 120_000 });
  const controller = new AbortController();
  const reason = new Error("the merchant cancelled");
  await expect(
    renderShowcase(job, { signal: controller.signal, onProgress: (share) => share > 0 && controller.abort(reason) }),
  ).rejects.toBe(reason);
  expect(existsSync(job.file)).toBe(false);
});

test("footage is heard, alone and over quieter music, and cut with its picture", async () => {
  const talk = testJob("talk", { music: false, voice: true, durationMs: 2000 });
  await renderShowcase(talk);
  const footage = [{ file: talk.file, keep: [{ fromMs: 0, toMs: 500 }, { fromMs: 1000, toMs: 1500 }] }];
  const cut = testJob("cut", { title: undefined, music: false, durationMs: 1000, footage });
  await renderShowcase(cut);
  expect(await probe(cut.file)).toMatchObject({ audio: "aac", frames: 12 });
  const mute = testJob("mute", { music: false, durationMs: 1000 });
  await renderShowcase(mute);
  const fromMute = testJob("from-mute", { music: false, durationMs: 500, footage: [{ file: mute.file, keep: [{ fromMs: 0, toMs: 500 }] }] });
  await renderShowcase(fromMute);
  expect(await probe(fromMute.file)).toMatchObject({ audio: null });
});

test("pictures get what the footage leaves of the length", async () => {
  const clip = testJob("clip", { durationMs: 1000 });
  await renderShowcase(clip);
  const pictures = [await drawPicture("#102030").encode("png")];
  const mixed = testJob("mixed", { pictures, durationMs: 3000, footage: [{ file: clip.file, keep: [{ fromMs: 0, toMs: 1000 }] }] });
  const alone = testJob("mixed-alone", { durationMs: 3000, footage: mixed.footage });
  await renderShowcase(mixed);
  await renderShowcase(alone);
  expect(await probe(mixed.file)).toMatchObject({ frames: 36 });
  expect((await readFile(mixed.file)).equals(await readFile(alone.file))).toBe(false);
});
