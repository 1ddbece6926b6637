// The worker as a process of its own: jobs and no pages. Run as `node worker.ts`, any number of them on one database, beside any number of
// `WORKER=off node server.ts`.
import { createServer } from "node:http";
import { readEnv } from "#app/env.server.ts";
import { EMBEDDED_DATABASE, prepareDatabase } from "#prisma/prepare-database.ts";

/** In all, from the signal to the end of the process. */
const DRAIN_MS = 10_000;
/** What the running steps may use of it. */
const GRACE_MS = 8_000;
const DATABASE_PATIENCE_MS = 2_000;

const sayAndExit = (error: unknown): never => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
};

// Before any module that reads the settings is loaded, so that those can read them at once.
// Wrong settings are said before anything is waited for.
try {
  readEnv({ ...process.env, DATABASE_URL: process.env.DATABASE_URL || EMBEDDED_DATABASE });
  await prepareDatabase();
} catch (error) {
  sayAndExit(error);
}
const [{ log }, { db }, { startWorker }, { answerOperator }] = await Promise.all([import("#app/log.server.ts"), import("#app/db.server.ts"), import("#app/worker.server.ts"), import("#app/services.server.ts")]);
const env = readEnv();

let draining = false;
const worker = await startWorker().catch(sayAndExit);

async function isDatabaseThere(): Promise<boolean> {
  const tooLate = AbortSignal.timeout(DATABASE_PATIENCE_MS);
  const late = new Promise<never>((_, reject) => tooLate.addEventListener("abort", () => reject(tooLate.reason)));
  try {
    await Promise.race([db.$queryRaw`SELECT 1`, late]);
    return true;
  } catch (error) {
    log.warn({ reason: (error as Error).message }, "the database does not answer");
    return false;
  }
}

const health = createServer((request, response) => {
  const answer = (status: number, body: object) => void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  if (request.url === "/healthz") return answer(200, { ok: true });
  if (request.url === "/readyz") return void isDatabaseThere().then((there) => answer(there && !draining ? 200 : 503, { ready: there && !draining, worker: worker.id }));
  answerOperator({ path: request.url ?? "", authorization: request.headers.authorization }).then(
    (said) => (said ? void response.writeHead(said.status, said.headers).end(said.body) : answer(404, { error: "This process has only /healthz, /readyz, /metrics and /operator." })),
    (error: unknown) => {
      log.error({ err: error }, "the operator could not be answered");
      answer(500, { error: "Something went wrong. The log says what." });
    },
  );
});
health.once("error", (error) => sayAndExit(`The worker could not listen on ${env.HOST_BIND}:${env.WORKER_PORT}: ${error.message}`));
health.listen(env.WORKER_PORT, env.HOST_BIND, () => {
  const address = health.address();
  log.info({ worker: worker.id, health: `http://${env.HOST_BIND}:${typeof address === "object" && address ? address.port : env.WORKER_PORT}/readyz` }, "working");
});

async function drain(signal: string): Promise<void> {
  if (draining) return;
  draining = true;
  log.info({ signal }, "draining");
  setTimeout(() => {
    log.error({}, "could not end in time");
    process.exit(1);
  }, DRAIN_MS).unref();
  await worker.stop(GRACE_MS);
  health.close();
  health.closeAllConnections();
  await db.$disconnect();
  log.info({}, "ended");
  process.exit(0);
}
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void drain(signal).catch((error: unknown) => {
  log.error({ err: error }, "did not end cleanly");
  process.exit(1);
}));
