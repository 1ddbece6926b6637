import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { vi } from "vitest";
import { readCatalog } from "#fakes/shopify/read-catalog.ts";
import { startWorld } from "#fakes/start-world.ts";
import { freePort } from "#prisma/embedded-postgres-host.ts";
import { findChromium, howToGetChromium } from "#scripts/find-chromium.ts";
import { createTestDatabase } from "#tests/setup/test-database.ts";

const builtIn = path.resolve("fakes/shopify/catalog/products.csv");
export const pictureDir = path.resolve("tests/output");
const NEMO_TOKEN = "nmv_usr_canary_e2e";
export const NEMO_USER = "e2e-user";
/** How many times shorter than documented: a video takes seconds. */
const SPEED = 60;

export interface AppProcess {
  child: ChildProcess;
  output: string[];
  /** SIGTERM, and waits for the end. */
  stop(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
}

/** The built app as its own process, the stand-ins, a database of its own, and Debian's Chromium at the real origins. */
export async function openE2e(o: { catalog?: string; nemoCredits?: number; waitScale?: number; forPerson?: boolean; film?: { size: number; fps: number } } = {}) {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(howToGetChromium);
  mkdirSync(pictureDir, { recursive: true });
  const dir = mkdtempSync(path.join(tmpdir(), "shelfreel-e2e-"));
  const database = await createTestDatabase();
  const appPort = await freePort();
  const world = await startWorld({
    stateDir: path.join(dir, "world"), speed: SPEED, appPort, catalog: await readCatalog(o.catalog ?? builtIn),
    ...(o.forPerson && { edgePort: 0 }), film: o.film ?? { size: 272, fps: 12 }, nemo: { tokens: [{ nemoToken: NEMO_TOKEN, userId: NEMO_USER, credits: o.nemoCredits ?? 1_000 }] },
  });
  const running = new Set<AppProcess>();

  const startApp = async (extra: Record<string, string> = {}): Promise<AppProcess> => {
    const output: string[] = [];
    const child = spawn(process.execPath, ["server.ts"], {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env.PATH ?? "", ...world.env, NODE_ENV: "production", PORT: String(appPort), DATABASE_URL: database.url, ENCRYPTION_KEY: "ab".repeat(32),
        NEMO_TOKEN, KEPT_FILES_DIR: path.join(dir, "kept"), WAIT_SCALE: String(o.waitScale ?? 1 / SPEED), JOB_POLL_SECONDS: "0.5", ...extra,
      } as NodeJS.ProcessEnv,
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => output.push(...chunk.toString().split("\n").filter(Boolean)));
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    const end = async (signal: NodeJS.Signals) => {
      running.delete(app);
      child.kill(signal);
      await ended;
    };
    const app: AppProcess = { child, output, stop: () => end("SIGTERM"), kill: () => end("SIGKILL") };
    running.add(app);
    await vi.waitFor(async () => {
      if (child.exitCode !== null) throw new Error(`the app ended: ${output.slice(-3).join("\n")}`);
      const answer = await fetch(`http://127.0.0.1:${appPort}/readyz`);
      if (answer.status !== 200) throw new Error(`not ready: ${answer.status}`);
    }, { timeout: 30_000, interval: 100 });
    return app;
  };

  const browser: Browser = await chromium.launch({ executablePath, args: [...world.chromiumArgs, ...QUIET, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])] });
  return {
    dir, world, browser, startApp, db: database.db, appPort,
    /** A page as a merchant's browser has it; what goes wrong in it is collected. */
    async openPage(size: { width: number; height: number } = { width: 1280, height: 900 }): Promise<{ page: Page; problems: string[] }> {
      const page = await browser.newPage({ viewport: size, userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${browser.version()} Safari/537.36` });
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") problems.push(`${message.text()} (${message.location().url})`);
      });
      return { page, problems };
    },
    async close() {
      await browser.close();
      for (const app of [...running]) await app.stop();
      await world.close();
      await database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
export type E2e = Awaited<ReturnType<typeof openE2e>>;

/** Chromium asks its makers for many things at every start; on a closed network each is a refused connection. */
const QUIET = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps", "--metrics-recording-only"];
