// The demo: the real app and its worker against the stand-ins, one video from the click to the product's media, and then
// everything left running for a person's own browser. `npm run demo -- --help` names the options.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { embeddedPostgresPid, stopEmbeddedPostgres } from "#prisma/embedded-postgres.ts";
import { buildIfNeeded } from "./build-if-needed.ts";
import { checkMachine } from "./demo/check-machine.ts";
import { DemoError } from "./demo/demo-error.ts";
import { startGuard } from "./demo/guard-processes.ts";
import { keepDemoKeys } from "./demo/keep-demo-keys.ts";
import { makeVideo } from "./demo/make-video.ts";
import { prepareDatabase } from "./demo/prepare-database.ts";
import { readOptions, type DemoOptions } from "./demo/read-options.ts";
import { startApp } from "./demo/start-app.ts";
import { openDemoWorld, readDemoCatalog } from "./demo/open-demo-world.ts";
import { createTeller, type Teller } from "./demo/tell-progress.ts";

const began = Date.now();
const cleanUps: (() => Promise<void>)[] = [];

async function cleanUp(): Promise<void> {
  for (const step of cleanUps.splice(0).reverse()) await step();
}

async function timed<T>(teller: Teller, doing: string, done: string, work: () => Promise<T>): Promise<T> {
  teller.now(doing);
  const from = Date.now();
  const result = await work();
  teller.done(done, Date.now() - from);
  return result;
}

async function run(options: DemoOptions, teller: Teller): Promise<number> {
  const { stateDir } = options;
  const pgDir = path.join(stateDir, "pg");
  const keptDir = path.join(stateDir, "kept");
  const logFile = path.join(stateDir, "app.log");
  const catalog = await readDemoCatalog(options);
  const ports = { admin: options.port, edge: options.port + 1, app: options.port + 2 };
  await checkMachine({ ports: Object.values(ports), stateDir });
  mkdirSync(keptDir, { recursive: true });
  const guard = startGuard();
  cleanUps.push(() => guard.close());
  const keys = keepDemoKeys(stateDir);

  const database = await timed(teller, "Preparing the database", "Database ready", () => prepareDatabase(pgDir));
  const pid = embeddedPostgresPid(pgDir);
  if (pid) guard.add(pid);
  cleanUps.push(() => stopEmbeddedPostgres(pgDir));
  await timed(teller, "Building the app", "App built", buildIfNeeded);
  const world = await timed(teller, "Starting the stand-ins of Shopify and NemoVideo", "Stand-ins of Shopify and NemoVideo started", () => openDemoWorld({ options, keys, ports, catalog }));
  cleanUps.push(() => world.close());
  const app = await timed(teller, "Starting the app and its worker", "App and worker started", () =>
    startApp({
      port: ports.app, logFile,
      env: {
        PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...world.env, NODE_ENV: "production", PORT: String(ports.app),
        DATABASE_URL: database.url, ENCRYPTION_KEY: keys.encryptionKey, NEMO_TOKEN: keys.nemoToken, KEPT_FILES_DIR: keptDir,
        WAIT_SCALE: String(1 / options.speed), JOB_POLL_SECONDS: options.speed > 1 ? "0.5" : "2",
      },
    }));
  guard.add(app.pid);
  cleanUps.push(() => app.stop());
  teller.line(`\nReady after ${((Date.now() - began) / 1000).toFixed(1)} s. Open the stand-in admin in your browser:  ${world.personUrl}\n`);

  if (world.filledUp) teller.line(`NemoVideo's stand-in account had too few credits left for a video and was filled up: ${world.credits()} credits.\n`);
  const code = await makeVideo({ options, world, teller, keptDir }).catch((error: unknown) => {
    // With a fault this is what was to be shown; the merchant's next step is in the browser.
    if (!options.fault || options.once || !(error instanceof DemoError)) throw error;
    teller.line(error.message);
    return error.exitCode;
  });
  if (options.once) return code;
  teller.line(`\nEverything keeps running: ${world.personUrl}\nThe app's log is ${logFile}. Ctrl-C ends it all.`);
  const how = await Promise.race([app.ended, interrupted]);
  if (how === INTERRUPTED) return code;
  throw new DemoError(`The app ended by itself (${how}). Its log is ${logFile}.`);
}

const INTERRUPTED = "interrupted";
const interrupted = new Promise<typeof INTERRUPTED>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve(INTERRUPTED));
});

const teller = createTeller();
let exitCode: number;
try {
  const options = readOptions(process.argv.slice(2));
  exitCode = await Promise.race([run(options, teller), interrupted.then(() => 130)]);
} catch (error) {
  teller.stop();
  const known = error instanceof DemoError || (error instanceof Error && error.name === "CatalogError");
  process.stderr.write(known ? `${(error as Error).message}\n` : `The demo failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  exitCode = error instanceof DemoError ? error.exitCode : 1;
}
teller.stop();
await cleanUp();
process.exit(exitCode);
