import { embeddedDatabaseUrl } from "#prisma/embedded-postgres.ts";
import { applyMigrations } from "#prisma/prepare-database.ts";

/** Starts the embedded database in `dir` and applies the migrations that it does not have yet. Gives its URL. */
export async function prepareDatabase(dir: string): Promise<{ url: string }> {
  const url = await embeddedDatabaseUrl(dir);
  await applyMigrations(url);
  return { url };
}
