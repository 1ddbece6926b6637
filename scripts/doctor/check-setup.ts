import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import type { Env } from "#app/env.server.ts";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { createSecretBox } from "#app/lib/seal-secret.server.ts";
import type { NemoClient } from "#app/nemo/nemo-client.ts";

/** One finding: `mend` says what to do, null where all is well. */
export interface Finding {
  what: string;
  says: string;
  mend: string | null;
}

const root = path.resolve(import.meta.dirname, "../..");
const fine = (what: string, says: string): Finding => ({ what, says, mend: null });

/** Whether the database answers, has every migration and none that this version does not know. */
export async function checkDatabase(client: pg.Client): Promise<Finding[]> {
  const there = (await client.query<{ found: string | null }>("SELECT to_regclass('public._prisma_migrations') AS found")).rows[0]?.found;
  if (!there) return [{ what: "migrations", says: "none is applied", mend: "npm run db:migrate, or start the app: it applies them" }];
  const { rows } = await client.query<{ name: string }>("SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL");
  const known = readdirSync(path.join(root, "prisma/migrations"), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const missing = known.filter((name) => !rows.some((row) => row.name === name));
  const newer = rows.filter(({ name }) => !known.includes(name));
  if (newer.length) return [{ what: "migrations", says: `the database is of a newer version of the app (${newer.map(({ name }) => name).join(", ")})`, mend: "deploy the version that made it, or a newer one" }];
  return [missing.length ? { what: "migrations", says: `not applied: ${missing.join(", ")}`, mend: "npm run db:migrate, or start the app: it applies them" } : fine("migrations", `all ${known.length} are applied`)];
}

/** Whether the keys of the settings open every secret that is stored, and whether a rotation is left to do. */
export async function checkKey(client: pg.Client, env: Pick<Env, "ENCRYPTION_KEY" | "PREVIOUS_ENCRYPTION_KEYS">): Promise<Finding> {
  const { rows } = await client.query<{ sealed: string }>(`SELECT "nemoTokenSealed" AS sealed FROM "Shop" WHERE "nemoTokenSealed" IS NOT NULL UNION ALL SELECT "accessToken" FROM "Session" UNION ALL SELECT "refreshToken" FROM "Session" WHERE "refreshToken" IS NOT NULL`);
  const box = createSecretBox(env.ENCRYPTION_KEY, env.PREVIOUS_ENCRYPTION_KEYS);
  const opens = ({ sealed }: { sealed: string }) => {
    try {
      return box.open(sealed) !== null;
    } catch {
      return false; // another key, or a changed row: the finding says so
    }
  };
  const closed = rows.filter((row) => !opens(row)).length;
  if (closed) return { what: "key", says: `${closed} of ${rows.length} stored secrets cannot be opened`, mend: "put the key that sealed them into PREVIOUS_ENCRYPTION_KEYS, then npm run rotate-keys; if it is lost, merchants connect NemoVideo again and open the app once" };
  const old = rows.filter(({ sealed }) => !box.isCurrent(sealed)).length;
  if (old) return { what: "key", says: `${old} of ${rows.length} stored secrets are sealed with a previous key`, mend: "npm run rotate-keys" };
  return fine("key", `opens all ${rows.length} stored secrets`);
}

/** Whether the operator's NemoVideo account takes its token and has credits. */
export async function checkNemo(nemo: Pick<NemoClient, "readCredits">, nemoToken: string | undefined): Promise<Finding> {
  if (!nemoToken) return fine("NemoVideo", "no account of the operator: each shop has its free trial or brings its own");
  try {
    const { available } = await nemo.readCredits({ kind: "own", nemoToken, skillSource: "ecommerce-product-video" });
    if (available !== null && available <= 0) return { what: "NemoVideo", says: "the account has no credits", mend: "top it up at NemoVideo" };
    return fine("NemoVideo", available === null ? "takes the token and does not tell the balance" : `takes the token; ${available} credits`);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    const refused = error.code === "nemo.token_refused";
    return { what: "NemoVideo", says: refused ? "does not accept NEMO_TOKEN" : `could not be asked (${error.code})`, mend: refused ? "make a new token in Settings → API Tokens at NemoVideo" : "look whether NEMO_API_URL can be reached from here, then run this again" };
  }
}

/** Whether shopify.app.toml, the settings and the routes agree on scopes, addresses and webhooks. */
export function checkShopify(toml: string, env: Pick<Env, "SCOPES" | "SHOPIFY_API_KEY" | "SHOPIFY_APP_URL">, routeFiles: string[]): Finding[] {
  const value = (name: string) => new RegExp(`^${name}\\s*=\\s*"([^"]*)"`, "m").exec(toml)?.[1] ?? "";
  const sorted = (scopes: string) => scopes.split(",").map((scope) => scope.trim()).filter(Boolean).toSorted().join(",");
  const found: Finding[] = [];
  found.push(sorted(value("scopes")) === sorted(env.SCOPES) ? fine("scopes", sorted(env.SCOPES)) : { what: "scopes", says: `SCOPES says ${sorted(env.SCOPES)}, shopify.app.toml says ${sorted(value("scopes"))}`, mend: "make them the same, then npx shopify app deploy" });
  if (!value("client_id")) found.push({ what: "app", says: "shopify.app.toml names no client_id", mend: "npx shopify app config link" });
  else found.push(value("client_id") === env.SHOPIFY_API_KEY ? fine("app", "client id agrees") : { what: "app", says: "SHOPIFY_API_KEY is not the client_id of shopify.app.toml", mend: "take both from the same app in the Partner dashboard" });
  const origin = (url: string) => (URL.canParse(url) ? new URL(url).origin : url);
  found.push(origin(value("application_url")) === origin(env.SHOPIFY_APP_URL) ? fine("address", env.SHOPIFY_APP_URL) : { what: "address", says: `SHOPIFY_APP_URL is ${env.SHOPIFY_APP_URL}, shopify.app.toml says ${value("application_url")}`, mend: "make them the same, then npx shopify app deploy" });
  const uris = [...toml.matchAll(/^\s*uri\s*=\s*"([^"]+)"/gm)].map((match) => match[1] ?? "");
  const dead = uris.filter((uri) => !routeFiles.includes(`${uri.slice(1).replaceAll("/", ".")}.ts`));
  const compliance = ["customers/data_request", "customers/redact", "shop/redact"].filter((topic) => !toml.includes(`"${topic}"`));
  if (dead.length + compliance.length) found.push({ what: "webhooks", says: [...dead.map((uri) => `nobody answers ${uri}`), ...compliance.map((topic) => `${topic} is not subscribed`)].join("; "), mend: "correct [webhooks] in shopify.app.toml, then npx shopify app deploy" });
  else found.push(fine("webhooks", `${uris.length} addresses, each with its route`));
  return found;
}

/** The files that the last check compares. */
export const readShopifyFiles = () => ({ toml: readFileSync(path.join(root, "shopify.app.toml"), "utf8"), routeFiles: readdirSync(path.join(root, "app/routes")), built: existsSync(path.join(root, "build/server/index.js")) });
