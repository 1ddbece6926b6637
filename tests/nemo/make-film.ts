import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { renderShowcase } from "#fakes/render/render-showcase.ts";

/** A real, small H.264 MP4 as bytes, 1 s at 12 frames per second. */
export async function makeFilm(o: { width?: number; height?: number; music?: boolean } = {}): Promise<Buffer> {
  const file = path.join(await makeFolder(), "film.mp4");
  await renderShowcase({ pictures: [], width: o.width ?? 128, height: o.height ?? 128, fps: 12, durationMs: 1_000, title: "Film", music: o.music ?? true, file, preset: "ultrafast" });
  return await readFile(file);
}

/** A new empty folder for the files of a test. */
export function makeFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), "shelfreel-nemo-"));
}

/** The film with one top-level box renamed, which makes readers pass over it. */
export function renameBox(film: Buffer, from: string, to: string): Buffer {
  const copy = Buffer.from(film);
  copy.write(to, copy.indexOf(from, 0, "latin1"), "latin1");
  return copy;
}
