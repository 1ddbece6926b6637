import { fork, type ChildProcess } from "node:child_process";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { checkShowcaseJob, type RenderMessage, type ShowcaseJob, type ShowcaseResult } from "./showcase-job.ts";

export interface RenderHooks {
  /** Aborting kills the child at once and removes the half-made file. */
  signal?: AbortSignal | undefined;
  /** 0..1, about once per second of film. */
  onProgress?: ((share: number) => void) | undefined;
}

/** A film that could not be made: a broken picture, a full disk, a crashed encoder. */
export class RenderError extends Error {
  override name = "RenderError";
}

const CHILD_FILE = fileURLToPath(new URL("./render-child.ts", import.meta.url));
const KEPT_STDERR = 2000;

/**
 * Makes a product film from pictures, in a child process of its own.
 * @returns frame count and times.
 * @throws RenderError when it cannot be made, RangeError for impossible sizes, the signal's reason when aborted.
 */
export async function renderShowcase(job: ShowcaseJob, hooks: RenderHooks = {}): Promise<ShowcaseResult> {
  checkShowcaseJob(job);
  hooks.signal?.throwIfAborted();
  // A worker thread will not do: ending one while the encoder works aborts the whole process.
  const child = fork(CHILD_FILE, { execArgv: [], env: childEnvironment(), serialization: "advanced", stdio: ["ignore", "ignore", "pipe", "ipc"] });
  const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const stop = (): void => void child.kill("SIGKILL");
  hooks.signal?.addEventListener("abort", stop, { once: true });
  try {
    return await waitForResult(child, job, hooks);
  } catch (error) {
    child.kill("SIGKILL");
    await gone;
    await removeFiles(job);
    throw error;
  } finally {
    hooks.signal?.removeEventListener("abort", stop);
    child.kill("SIGKILL");
  }
}

/** The parent's environment without the switches that would load its test runner or proxy into the child. */
function childEnvironment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, NODE_USE_ENV_PROXY: _proxy, NODE_EXTRA_CA_CERTS: _certificates, ...rest } = process.env;
  return rest;
}

function waitForResult(child: ChildProcess, job: ShowcaseJob, hooks: RenderHooks): Promise<ShowcaseResult> {
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr = (stderr + text).slice(-KEPT_STDERR);
  });
  return new Promise((resolve, reject) => {
    child.on("message", (message: RenderMessage) => {
      if (message.kind === "finished") resolve(message.result);
      else if (message.kind === "failed") reject(new RenderError(message.reason));
      else hooks.onProgress?.(message.done / message.of);
    });
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      reject(hooks.signal?.aborted ? hooks.signal.reason : new RenderError(`the render process ended with ${signal ?? code}: ${stderr.trim()}`));
    });
    child.send(job, (error) => {
      if (error) reject(error);
    });
  });
}

async function removeFiles(job: ShowcaseJob): Promise<void> {
  await rm(job.file, { force: true });
  if (job.posterFile) await rm(job.posterFile, { force: true });
}
