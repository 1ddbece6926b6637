// Second half of npm run doctor: looks at a set-up and says what to do. Changes nothing, but for starting the embedded database when no other is named.
// Needs the same settings as the app; the exit code is 1 when something is to be done.
import pg from "pg";
import { Agent, EnvHttpProxyAgent } from "undici";
import { readEnv } from "#app/env.server.ts";
import { systemClock } from "#app/lib/clock.ts";
import { createNemoClient } from "#app/nemo/create-nemo-client.server.ts";
import { scaleNemoWaits } from "#app/nemo/nemo-waits.ts";
import { embeddedDatabaseUrl } from "#prisma/embedded-postgres.ts";
import { EMBEDDED_DATABASE } from "#prisma/prepare-database.ts";
import { checkDatabase, checkKey, checkNemo, checkShopify, readShopifyFiles, type Finding } from "./doctor/check-setup.ts";

/** As many tries as a person waits for. */
const FEWER_WAITS = 0.1;
const found: Finding[] = [];
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function look(): Promise<void> {
  let env: ReturnType<typeof readEnv>;
  try {
    env = readEnv({ ...process.env, DATABASE_URL: process.env["DATABASE_URL"] || EMBEDDED_DATABASE });
    found.push({ what: "settings", says: "complete", mend: null });
  } catch (error) {
    found.push({ what: "settings", says: (error as Error).message, mend: "docs/deploy.md lists all settings" });
    return;
  }
  const { toml, routeFiles, built } = readShopifyFiles();
  found.push(built ? { what: "build", says: "is there", mend: null } : { what: "build", says: "the app is not built", mend: "npm run build" });
  found.push(...checkShopify(toml, env, routeFiles));
  const client = new pg.Client({ connectionString: env.DATABASE_URL === EMBEDDED_DATABASE ? await embeddedDatabaseUrl() : env.DATABASE_URL, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    found.push({ what: "database", says: "answers", mend: null });
    const migrations = await checkDatabase(client);
    found.push(...migrations);
    if (migrations.every(({ mend }) => mend === null)) found.push(await checkKey(client, env));
  } catch (error) {
    found.push({ what: "database", says: `does not answer: ${(error as Error).message || (error as NodeJS.ErrnoException).code}`, mend: "look at DATABASE_URL and whether the server runs" });
  } finally {
    await client.end().catch(() => undefined);
  }
  const dispatcher = env.HTTPS_PROXY ? new EnvHttpProxyAgent() : new Agent();
  const nemo = createNemoClient({ apiUrl: env.NEMO_API_URL, webUrl: env.NEMO_WEB_URL, version: "0.1.0", platform: env.NEMO_PLATFORM, dispatcher, downloadDispatcher: dispatcher, clock: systemClock, waits: scaleNemoWaits(FEWER_WAITS), log: quiet });
  found.push(await checkNemo(nemo, env.NEMO_TOKEN));
  await dispatcher.close();
}

await look();
for (const { what, says, mend } of found) process.stdout.write(`${mend === null ? "ok  " : "MEND"} ${what}: ${says}.${mend === null ? "" : ` → ${mend}.`}\n`);
const open = found.filter(({ mend }) => mend !== null).length;
process.stdout.write(open === 0 ? "The set-up is complete.\n" : `${open} to mend.\n`);
process.exit(open === 0 ? 0 : 1);
