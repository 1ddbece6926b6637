// Makes every Prisma command work without the native engines, whose download may be unreachable.
import { defineConfig } from "prisma/config";
import { MigrateAdapter } from "./prisma/migrate-adapter.ts";
import { embeddedDatabaseUrl } from "./prisma/embedded-postgres.ts";

const EMBEDDED = "postgresql://embedded";
// Any failure to read the schema, an unset variable too, makes the CLI try to download engines: set it first.
process.env.DATABASE_URL ||= EMBEDDED;
const url = process.env.DATABASE_URL;

// The engine leaves its 10 s and 60 s lock timers running; they must not hold a finished command open.
const realSetTimeout = globalThis.setTimeout;
globalThis.setTimeout = ((run: (...a: unknown[]) => void, ms?: number, ...rest: unknown[]) => {
  const timer = realSetTimeout(run, ms, ...rest);
  if ((ms ?? 0) >= 10_000) timer.unref();
  return timer;
}) as typeof setTimeout;

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  experimental: { adapter: true },
  engine: "js",
  // The adapter's inner types are not exported by Prisma.
  adapter: async () => new MigrateAdapter(url === EMBEDDED ? await embeddedDatabaseUrl() : url) as never,
});
