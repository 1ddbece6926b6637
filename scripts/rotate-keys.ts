// npm run rotate-keys: seals every stored secret anew with ENCRYPTION_KEY. The key it replaces stands in PREVIOUS_ENCRYPTION_KEYS.
import { readEnv } from "#app/env.server.ts";
import { createSecretBox } from "#app/lib/seal-secret.server.ts";
import { rotateSecrets } from "#app/shops/rotate-secrets.server.ts";
import { EMBEDDED_DATABASE, prepareDatabase } from "#prisma/prepare-database.ts";

const say = (text: string) => void process.stdout.write(`${text}\n`);
const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stopping.abort());
try {
  readEnv({ ...process.env, DATABASE_URL: process.env.DATABASE_URL || EMBEDDED_DATABASE });
  await prepareDatabase();
  const { db } = await import("#app/db.server.ts");
  const env = readEnv();
  const done = await rotateSecrets({ db, secrets: createSecretBox(env.ENCRYPTION_KEY, env.PREVIOUS_ENCRYPTION_KEYS) }, { signal: stopping.signal }).finally(() => db.$disconnect());
  say(`Sealed anew: NemoVideo tokens of ${done.shops} shops, tokens of ${done.sessions} Shopify sessions.`);
  for (const { table, id } of done.unreadable) say(`Not readable with any key given: ${table} ${id}. ${table === "Shop" ? "The merchant connects NemoVideo again in Settings." : "The shop's next page view replaces it."}`);
  say(done.unreadable.length ? "Keep the previous key while you look for the missing one." : "No secret needs a previous key any more: take PREVIOUS_ENCRYPTION_KEYS out of the settings.");
  process.exitCode = done.unreadable.length ? 1 : 0;
} catch (error) {
  process.stderr.write(stopping.signal.aborted ? "Stopped. What was done stays done; run it again for the rest.\n" : `${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
