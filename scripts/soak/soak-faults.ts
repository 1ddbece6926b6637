import type { PipelineDeps } from "#app/videos/pipeline/step-context.ts";
import { makeMortal } from "#tests/chaos/mortal-worker.ts";
import type { SoakShop, SoakWorld } from "./open-soak-world.ts";

/** Faults that the stand-in of NemoVideo knows by name. */
const ofNemo = [
  "silent", "silent-and-nothing", "text-only", "empty", "question", "cut-run-goes-on", "cut-run-dies", "cut-without-last-chunk", "failed-turn", "failed-turn-event", "trailing-excuse", "error-after-work", "python-error",
  "wrong-ratio", "no-music", "chat-429", "out-of-credits-in-stream", "session-dropped-before-chat", "session-dropped-at-upload", "session-dropped-after-chat", "session-answer-lost", "upload-answer-lost", "upload-too-large",
  "balance-low", "state-500", "render-fails-once", "render-fails-twice", "render-plan-refused", "render-answer-lost", "render-status-502", "completed-without-url", "download-cut", "download-expired", "half-closed", "dialect-a",
];
const ofShopify = ["throttled", "status-503", "file-answer-lost", "attach-answer-lost", "upload-answer-lost", "processing-failed"] as const;
const ofOurs = ["worker-killed", "connections-cut"] as const;
const MOST_CALLS = 6;

export interface Meeting {
  /** Which fault, for the figures. */
  name: string;
  /** The worker that meets it; undefined for one that lives. */
  worker?: (deps: PipelineDeps) => PipelineDeps;
}

/** Draws a fault of any kind and sets it up; the next fitting request, or the worker given back, meets it. */
export function drawFault(world: SoakWorld, shop: SoakShop, random: () => number, cutConnections: () => Promise<unknown>): Meeting {
  const all = [...ofNemo, ...ofShopify, ...ofOurs, ...ofOurs];
  const name = all[Math.floor(random() * all.length)] ?? "silent";
  if (ofNemo.includes(name)) {
    world.nemo.control.next(name);
    return { name };
  }
  const { control } = shop.shopify;
  if (name === "throttled") control.throttleNext();
  if (name === "status-503") control.failNext({ status: 503 });
  if (name === "file-answer-lost") control.loseAnswer("fileCreate");
  if (name === "attach-answer-lost") control.loseAnswer("productUpdate");
  if (name === "upload-answer-lost") control.loseUploadAnswer();
  if (name === "processing-failed") control.failNextProcessing("MEDIA_TIMEOUT_ERROR");
  const call = 1 + Math.floor(random() * MOST_CALLS);
  const when = (["before", "during", "after"] as const)[Math.floor(random() * 3)] ?? "after";
  if (name === "worker-killed") return { name, worker: (deps) => makeMortal(deps, { call, when }).deps };
  if (name === "connections-cut") {
    let seen = 0;
    return { name, worker: (deps) => makeMortal(deps, undefined, async () => void (++seen === call && (await cutConnections()))).deps };
  }
  return { name };
}
