import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Agent, Dispatcher } from "undici";
import { onTestFinished } from "vitest";
import { startFakeNemo, type FakeNemo } from "#fakes/nemo/start-fake-nemo.ts";
import { account, canary, makeClient } from "./serve-raw.ts";

/** Sends what goes to the CDN's public name to the stand-in's CDN on loopback, and nothing anywhere else. */
class CdnRoute extends Dispatcher {
  readonly #agent = new Agent({ allowH2: false });
  readonly #cdnUrl: string;

  constructor(cdnUrl: string) {
    super();
    this.#cdnUrl = cdnUrl;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    if (String(options.origin) !== "https://static1.nemovideo.ai") throw new Error(`an unplanned address: ${String(options.origin)}`);
    return this.#agent.dispatch({ ...options, origin: this.#cdnUrl }, handler);
  }

  override close(): Promise<void> {
    return this.#agent.close();
  }

  override destroy(): Promise<void> {
    return this.#agent.destroy();
  }
}

/** The stand-in of NemoVideo without delays, a client for it, and what a whole video needs. */
export async function useStandIn() {
  const stateDir = await mkdtemp(path.join(tmpdir(), "shelfreel-stand-in-"));
  const nemo: FakeNemo = await startFakeNemo({ stateDir, speed: Number.POSITIVE_INFINITY, film: { size: 128, fps: 12 }, tokens: [{ nemoToken: canary, userId: "user_1", credits: 500 }] });
  const dispatcher = new Agent({ allowH2: false });
  const downloadDispatcher = new CdnRoute(nemo.cdnUrl);
  const { client, log } = makeClient(nemo.url, { dispatcher, downloadDispatcher });
  onTestFinished(async () => {
    await nemo.close();
    await Promise.all([dispatcher.destroy(), downloadDispatcher.destroy()]);
    await rm(stateDir, { recursive: true, force: true });
  });

  return {
    nemo,
    client,
    log,
    film: path.join(stateDir, "film.mp4"),
    /** A session with one picture. */
    async openSession() {
      const session = await client.openSession(account, { taskName: "project", language: "en" });
      await client.uploadPictures(account, { nemoSessionId: session.nemoSessionId, pictures: [{ filename: "front.png", mime: "image/png", bytes: onePixel }] });
      return session;
    },
    /** Looks until the timeline has its music and title. */
    async settle(nemoSessionId: string) {
      for (;;) {
        const state = await client.readState(account, { nemoSessionId });
        if (state.ready && state.tracks.length > 1) return state;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    /** Looks until the render has ended. */
    async awaitRender(renderId: string) {
      for (;;) {
        const seen = await client.pollRender(account, { renderId });
        if (seen.status !== "processing") return seen;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

/** A PNG of one pixel. */
export const onePixel = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
