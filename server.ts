// The one process of the app: pages, webhooks and, unless WORKER=off, the job worker. Run as `node server.ts`.
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express from "express";
import { readEnv } from "#app/env.server.ts";
import type { AnswerOperator } from "#app/operations/answer-operator.server.ts";
import type { RunningWorker } from "#app/worker.server.ts";
import { EMBEDDED_DATABASE, prepareDatabase } from "#prisma/prepare-database.ts";

type ReadFor = typeof import("#app/words/words.server.ts").readFor;
type Build = ServerBuild & { entry: { module: { readFor: ReadFor; startWorker(): Promise<RunningWorker>; askDatabase(): Promise<void>; answerOperator: AnswerOperator } } };

/** In all, from the signal to the end of the process. */
const DRAIN_MS = 10_000;
/** What the worker may use of it: the rest is for letting go of connections. */
const WORKER_GRACE_MS = 8_000;
/** For a whole request with its body. */
const LONGEST_REQUEST_MS = 2 * 3_600_000;
const DATABASE_PATIENCE_MS = 2_000;

const sayAndExit = (error: unknown): never => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
};

function readPort(): number {
  const number = Number(process.env.PORT || 3000);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) throw new Error("PORT must be a number from 0 to 65535.");
  return number;
}

// Before any module that reads the settings is loaded, so that those can read them at once.
// Wrong settings are said before anything is waited for.
try {
  readEnv({ ...process.env, DATABASE_URL: process.env.DATABASE_URL || EMBEDDED_DATABASE });
  readPort();
  await prepareDatabase();
} catch (error) {
  sayAndExit(error);
}
const { log } = await import("#app/log.server.ts");

const production = process.env.NODE_ENV === "production";
const app = express();
const http = createServer(app);
// A merchant's film of 500 MB takes longer than Node's five minutes on an ordinary line; its headers still have to come within one.
http.requestTimeout = LONGEST_REQUEST_MS;
const vite = production
  ? undefined
  : await import("vite").then((v) => v.createServer({ server: { middlewareMode: true, hmr: { server: http }, allowedHosts: [new URL(readEnv().SHOPIFY_APP_URL).hostname] } }));

const loadBuild = async (): Promise<Build> =>
  (vite ? await vite.ssrLoadModule("virtual:remix/server-build") : await import(path.resolve("build/server/index.js"))) as Build;

// Vite would end the process at once, and the worker would have no time to hand over.
if (vite) process.removeAllListeners("SIGTERM");

let draining = false;
let worker: RunningWorker | undefined;
let workerSource: unknown;
let swap: Promise<void> = Promise.resolve();

/** Starts the worker of this build. After an edit in development the old one is stopped first: swapped, never doubled. */
function runWorkerOf(build: Build): Promise<void> {
  const { startWorker } = build.entry.module;
  if (process.env.WORKER === "off" || draining || startWorker === workerSource) return swap;
  workerSource = startWorker;
  swap = swap.then(async () => {
    const old = worker;
    worker = undefined;
    await old?.stop(WORKER_GRACE_MS);
    if (!draining) worker = await startWorker();
  });
  return swap;
}

async function isDatabaseThere(): Promise<boolean> {
  const { askDatabase } = (await loadBuild()).entry.module;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error("no answer in time")), DATABASE_PATIENCE_MS)));
  try {
    await Promise.race([askDatabase(), tooLate]);
    return true;
  } catch (error) {
    log.warn({ reason: (error as Error).message }, "the database does not answer");
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** Resolves when the connection can take more bytes, or is gone. Remix itself writes without waiting. */
function takesMore(response: express.Response): Promise<void> {
  if (!response.writableNeedDrain || response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      response.off("drain", done);
      response.off("close", done);
      resolve();
    };
    response.on("drain", done);
    response.on("close", done);
  });
}

app.disable("x-powered-by");
app.set("trust proxy", 1);
app.get("/healthz", (_request, response) => void response.json({ ok: true }));
app.get("/readyz", async (_request, response) => {
  const ready = !draining && (process.env.WORKER === "off" || worker !== undefined) && (await isDatabaseThere());
  response.status(ready ? 200 : 503).json({ ready, worker: worker?.id ?? null });
});
app.get(["/metrics", "/operator"], async (request, response, next) => {
  try {
    const { answerOperator } = (await loadBuild()).entry.module;
    const answer = await answerOperator({ path: request.path, authorization: request.headers.authorization });
    if (!answer) return next();
    response.status(answer.status).set(answer.headers).send(answer.body);
  } catch (error) {
    next(error);
  }
});
app.use((request, response, next) => {
  const began = performance.now();
  // The path only: a query may hold a session token or a signature.
  const { method, path: at } = request;
  if (draining) response.set("Connection", "close");
  response.on("close", () => log.info({ method, path: at, status: response.statusCode, ms: Math.round(performance.now() - began), whole: response.writableFinished }, "request"));
  next();
});
app.use((request, response, next) => {
  // Remix refuses a form of another origin with an empty 500, as if we had failed: it is the sender's doing.
  const { origin } = request.headers;
  const host = request.get("X-Forwarded-Host") ?? request.headers.host;
  if (origin && !["GET", "HEAD", "OPTIONS"].includes(request.method) && (!URL.canParse(origin) || new URL(origin).host !== host)) {
    const status = response.status.bind(response);
    response.status = (code) => status(code === 500 ? 403 : code);
  }
  next();
});
app.use(compression());
if (vite) app.use(vite.middlewares);
else app.use("/assets", express.static("build/client/assets", { immutable: true, maxAge: "1y", fallthrough: false }));
app.use(express.static(vite ? "public" : "build/client", { maxAge: "1h" }));
app.all("*", async (request, response, next) => {
  try {
    const build = await loadBuild();
    if (vite) void runWorkerOf(build).catch((error: unknown) => log.error({ err: error }, "the worker could not be started"));
    const answer = createRequestHandler({ build, mode: process.env.NODE_ENV ?? "development", getLoadContext: () => ({ writable: () => takesMore(response) }) });
    const { locale } = request.query;
    await build.entry.module.readFor({ query: typeof locale === "string" ? locale : null, acceptLanguage: request.get("Accept-Language") ?? null }, () => answer(request, response, next));
  } catch (error) {
    if (error instanceof Error) vite?.ssrFixStacktrace(error);
    next(error);
  }
});
app.use(((error: Error & { status?: number }, request, response, next) => {
  const status = error.status && error.status >= 400 && error.status < 500 ? error.status : 500;
  if (status === 500) log.error({ err: error, method: request.method, path: request.path }, "a request failed outside the app");
  if (response.headersSent) return next(error); // express then breaks the connection, so that nobody takes a half answer for a whole one
  const text = status === 404 ? "This file does not exist." : "Something went wrong on our side. Reload the page in a moment.";
  const shop = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.exec(String(request.query.shop))?.[0];
  const framedBy = shop ? `https://${shop} https://admin.shopify.com` : "'none'";
  response.status(status).set("Content-Security-Policy", `frame-ancestors ${framedBy};`).type("html").send(`<!doctype html><title>Shelfreel</title><p>${text}</p>`);
}) satisfies express.ErrorRequestHandler);

const listen = (port: number, host: string) =>
  new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, host, () => {
      http.off("error", reject);
      resolve();
    });
  });

async function drain(signal: string): Promise<void> {
  if (draining) return;
  draining = true;
  log.info({ signal }, "draining");
  setTimeout(() => {
    log.error({}, "could not end in time");
    process.exit(1);
  }, DRAIN_MS).unref();
  const closed = new Promise<void>((resolve) => http.close(() => resolve()));
  if (vite) http.closeAllConnections(); // the reload channel never ends by itself
  // A connection whose request has just ended would otherwise stay open until its keep-alive is over.
  const closing = setInterval(() => http.closeIdleConnections(), 50);
  await swap.catch(() => undefined);
  await Promise.all([closed, worker?.stop(WORKER_GRACE_MS), vite?.close()]);
  clearInterval(closing);
  log.info({}, "ended");
  process.exit(0);
}
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void drain(signal).catch((error: unknown) => {
  log.error({ err: error }, "did not end cleanly");
  process.exit(1);
}));

const port = readPort();
const host = process.env.HOST_BIND || "127.0.0.1";
if (production && !existsSync("build/server/index.js")) sayAndExit("The app is not built yet. Run `npm run build` first.");
const build = await loadBuild();
await listen(port, host).catch((error: NodeJS.ErrnoException) => {
  if (error.code === "EADDRINUSE") sayAndExit(`Port ${port} on ${host} is in use by another program. Stop it, or set PORT to a free one.`);
  sayAndExit(`Could not listen on ${host}:${port}: ${error.message}`);
});
const address = http.address();
log.info({ url: `http://${host}:${typeof address === "object" && address ? address.port : port}`, mode: production ? "production" : "development" }, "listening");
await runWorkerOf(build).catch((error: unknown) => {
  log.fatal({ err: error }, "the worker could not be started");
  process.exit(1);
});
