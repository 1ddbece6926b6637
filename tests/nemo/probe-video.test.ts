import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { probeVideo } from "#app/nemo/probe-video.server.ts";
import { makeFilm, makeFolder, renameBox } from "./make-film.ts";

let film: Buffer;
let folder: string;
beforeAll(async () => {
  film = await makeFilm();
  folder = await makeFolder();
});

async function probe(bytes: Buffer) {
  const file = path.join(folder, `${createHash("sha256").update(bytes).digest("hex")}.mp4`);
  await writeFile(file, bytes);
  return probeVideo(file);
}

test("a film is described", async () => {
  const facts = await probe(film);
  expect(facts).toMatchObject({ bytes: film.length, sha256: createHash("sha256").update(film).digest("hex"), width: 128, height: 128, videoCodec: "avc", audioCodec: "aac", fps: 12 });
  expect(facts.durationMs).toBeGreaterThan(900);
  expect(facts.durationMs).toBeLessThan(1_200);
  expect(await probe(await makeFilm({ width: 192, height: 108, music: false }))).toMatchObject({ width: 192, height: 108, audioCodec: null });
});

test("a cut, foreign or empty file is refused", async () => {
  const others = [Buffer.alloc(0), film.subarray(0, 100), film.subarray(0, Math.floor(film.length * 0.6)), film.subarray(0, -1), Buffer.concat([film, Buffer.alloc(5)]), renameBox(film, "moov", "free"), Buffer.from("<html>".repeat(100)), Buffer.from('{"code":1001}'.repeat(10))];
  for (const bytes of others) await expect(probe(bytes), `${bytes.length} bytes`).rejects.toMatchObject({ code: "nemo.download_failed" });
});

test("a film without a picture track, or without frames, can't be used", async () => {
  await expect(probe(renameBox(film, "vide", "soun"))).rejects.toMatchObject({ code: /file_unusable|download_failed/ });
  const noTracks = renameBox(renameBox(film, "trak", "free"), "trak", "free");
  await expect(probe(noTracks)).rejects.toMatchObject({ code: "nemo.file_unusable" });
});

test("a damaged index is an expected error, wherever the damage is", async () => {
  const start = film.indexOf("moov", 0, "latin1") + 8;
  const size = film.readUInt32BE(start - 12);
  for (let i = 0; i < 150; i++) {
    const damaged = Buffer.from(film);
    damaged.fill(i % 256, start + Math.floor((i * (size - 20)) / 150), start + Math.floor((i * (size - 20)) / 150) + 6);
    const outcome = await probe(damaged).catch((error: unknown) => error);
    if (outcome instanceof Error) expect((outcome as { code?: string }).code, String(outcome.stack)).toMatch(/^nemo\.(file_unusable|download_failed)$/);
  }
});
