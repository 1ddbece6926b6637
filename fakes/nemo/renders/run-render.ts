import { copyFile, readFile, rename, stat } from "node:fs/promises";
import { renderShowcase } from "#fakes/render/render-showcase.ts";
import { ShuttingDown } from "#fakes/nemo/create-background.ts";
import type { RenderRecord } from "#fakes/nemo/store/records.ts";
import type { World } from "#fakes/nemo/world.ts";

/** Films made at the same time; more would only make each other late. */
const AT_ONCE = 2;
const FAST_BELOW_PX = 480;

const stops = new WeakMap<RenderRecord, AbortController>();
/** Films that were made already, by what they show: the same order again is the same film. */
const made = new WeakMap<World, Map<string, string>>();
const queues = new WeakMap<World, { running: number; waiting: (() => void)[] }>();

/** Starts a render that goes on by itself. */
export function startRender(world: World, render: RenderRecord): void {
  const stop = new AbortController();
  stops.set(render, stop);
  void world.background.run(async (closing) => {
    try {
      await runRender(world, render, AbortSignal.any([closing, stop.signal]));
    } catch (error) {
      if (error instanceof ShuttingDown || render.status === "cancelled") return;
      end(world, render, "failed", error instanceof Error ? error.message : String(error));
    }
  });
}

/** Takes up the renders that the last run of the stand-in left. */
export function resumeRenders(world: World): void {
  for (const render of world.store.renders.values()) {
    if (render.status === "pending" || render.status === "processing") startRender(world, render);
  }
}

/** Stops a render that is not finished; false when there is nothing to stop. */
export function stopRender(world: World, render: RenderRecord): boolean {
  if (render.status !== "pending" && render.status !== "processing") return false;
  end(world, render, "cancelled", null);
  stops.get(render)?.abort(new Error("the render was cancelled"));
  return true;
}

/** The finished film's file. */
export function filmFile(world: World, render: RenderRecord): string {
  return world.store.file("films", `${encodeURIComponent(render.id)}.mp4`);
}

async function runRender(world: World, render: RenderRecord, signal: AbortSignal): Promise<void> {
  await world.clock.sleep(world.settings.delays.renderQueue, signal);
  render.status = "processing";
  save(world, render);
  const lasts = world.clock.sleep(render.lastsMs, signal);
  if (render.willFail) {
    await lasts;
    return end(world, render, "failed", render.willFail);
  }
  await Promise.all([lasts, inTurn(world, signal, () => makeFilm(world, render, signal))]);
  render.bytes = (await stat(filmFile(world, render))).size;
  end(world, render, "completed", null);
}

async function makeFilm(world: World, render: RenderRecord, signal: AbortSignal): Promise<void> {
  if (world.film.premade) return copyFile(world.film.premade, filmFile(world, render));
  const session = world.store.sessions.get(render.sessionId);
  const uploads = render.film.pictures.map((index) => session?.uploads[index]).filter((upload) => upload !== undefined);
  const { width, height, durationMs, title, titleScale, music, voice, callToAction, price, claim } = render.film;
  const stored = (index: number): string => world.store.file(session?.uploads[index]?.storedAs ?? "");
  // A state folder of an older stand-in knows neither footage nor logos.
  const { clips = [], logo = null } = render.film as Partial<RenderRecord["film"]>;
  const file = filmFile(world, render);
  const key = JSON.stringify([render.film, uploads.map((upload) => upload.sha256)]);
  const known = made.get(world)?.get(key);
  if (known) return copyFile(known, file);
  await renderShowcase(
    {
      pictures: await Promise.all(uploads.map((upload) => readFile(world.store.file(upload.storedAs)))),
      width, height, fps: world.film.fps, durationMs, title: title ?? undefined, titleScale, music, voice, callToAction: callToAction ?? undefined,
      subtitle: [price, claim].filter(Boolean).join("  ·  ") || undefined,
      logo: logo === null ? undefined : await readFile(stored(logo)),
      footage: clips.map(({ upload, keep }) => ({ file: stored(upload), keep })),
      file: `${file}.part`,
      preset: Math.min(width, height) < FAST_BELOW_PX ? "ultrafast" : "superfast",
    },
    {
      signal,
      onProgress(share) {
        render.progress = Math.max(render.progress, Math.round(5 + share * 90));
      },
    },
  );
  await rename(`${file}.part`, file);
  made.set(world, (made.get(world) ?? new Map<string, string>()).set(key, file));
}

async function inTurn(world: World, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  const queue = queues.get(world) ?? { running: 0, waiting: [] };
  queues.set(world, queue);
  if (queue.running >= AT_ONCE) await new Promise<void>((resolve) => queue.waiting.push(resolve));
  queue.running += 1;
  try {
    signal.throwIfAborted();
    await work();
  } finally {
    queue.running -= 1;
    queue.waiting.shift()?.();
  }
}

function end(world: World, render: RenderRecord, status: "completed" | "failed" | "cancelled", error: string | null): void {
  Object.assign(render, { status, error, completedAt: world.clock.now(), progress: status === "completed" ? 100 : render.progress });
  save(world, render);
  world.ledger.add({ kind: "render-ended", at: world.clock.now(), renderId: render.id, status, bytes: render.bytes });
}

function save(world: World, render: RenderRecord): void {
  world.store.renders.put(render.id, render);
}
