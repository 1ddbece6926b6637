import { randomUUID } from "node:crypto";
import type { Prisma, PrismaClient, Shop } from "@prisma/client";
import { ExpectedError } from "#app/lib/expected-error.ts";
import type { SecretBox } from "#app/lib/seal-secret.server.ts";
import type { NemoAccount, NemoClient } from "#app/nemo/nemo-client.ts";
import { readShopRow } from "./read-shop-row.server.ts";
import { sentence } from "#app/words/say.ts";

export interface NemoAccountDeps {
  db: PrismaClient;
  nemo: NemoClient;
  secrets: SecretBox;
  /** The operator's token, for shops without their own. */
  operatorToken: string | undefined;
}

/** Whose credits a shop's videos use: its own account, the operator's, its free trial, or nothing is there yet. */
export type NemoPayer = "own" | "operator" | "trial" | "none";

/** Codes that mean: this token is not accepted (protocol §3.3: 1001, 1010, 1011, 401). */
const TOKEN_REFUSED = "nemo.token_refused";

/**
 * Calls NemoVideo with the shop's account. An anonymous token that is refused is got anew once with the same client id
 * (protocol §4.3) and the refused request is made once more; a token of the shop or of the operator that is refused ends with `nemo.reconnect`.
 */
export function callNemoFor(deps: NemoAccountDeps, shop: string, skillSource: string) {
  return async <T>(call: (account: NemoAccount) => Promise<T>): Promise<T> => {
    const account = await getNemoAccount(deps, shop, skillSource);
    try {
      return await call(account);
    } catch (error) {
      if (!(error instanceof ExpectedError) || error.code !== TOKEN_REFUSED) throw error;
      if (account.kind === "own") throw reconnect(error, account.nemoToken === deps.operatorToken ? "operator" : "own");
      const fresh = await acquireAnonymous(deps, shop, skillSource, account.nemoToken);
      try {
        return await call(fresh);
      } catch (again) {
        throw again instanceof ExpectedError && again.code === TOKEN_REFUSED ? reconnect(again, "trial") : again;
      }
    }
  };
}

/** The shop's own account, else the operator's, else an anonymous one made on first use and kept. */
export async function getNemoAccount(deps: NemoAccountDeps, shop: string, skillSource: string): Promise<NemoAccount> {
  return (await findNemoAccount(deps, shop, skillSource)) ?? acquireAnonymous(deps, shop, skillSource, null);
}

/** The account that is there already, or null. Never asks NemoVideo for one: looking at a page must not use up a free token. */
export async function findNemoAccount(deps: Pick<NemoAccountDeps, "db" | "secrets" | "operatorToken">, shop: string, skillSource: string): Promise<NemoAccount | null> {
  const row = await readShopRow(deps.db, shop);
  if (!row) throw new Error(`there is no shop ${shop}`);
  const payer = payerOf(row, deps.operatorToken);
  if (payer === "none") return null;
  if (payer === "operator") return { kind: "own", nemoToken: deps.operatorToken ?? "", skillSource };
  return accountOf(deps, row, payer === "own" ? "own" : "anonymous", skillSource);
}

/** The shop's own account goes first, then the operator's, then the trial. Opens no secret. */
export function payerOf(row: Pick<Shop, "nemoAccountKind" | "nemoTokenSealed">, operatorToken: string | undefined): NemoPayer {
  if (row.nemoAccountKind === "own" && row.nemoTokenSealed) return "own";
  if (operatorToken) return "operator";
  return row.nemoTokenSealed ? "trial" : "none";
}

function accountOf(deps: Pick<NemoAccountDeps, "secrets">, row: Shop, kind: "own" | "anonymous", skillSource: string): NemoAccount {
  return { kind, nemoToken: openToken(deps.secrets, row), nemoUserId: row.nemoUserId ?? undefined, skillSource };
}

function openToken(secrets: SecretBox, row: Shop): string {
  try {
    return secrets.open(row.nemoTokenSealed ?? "");
  } catch (cause) {
    throw reconnect(cause, "own");
  }
}

/** Waits until nobody else changes the shop's NemoVideo account, for as long as the transaction lasts. */
export async function lockNemoAccount(tx: Prisma.TransactionClient, shop: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`nemo-token:${shop}`}, 0))`;
}

/** Single flight per shop over all processes, by an advisory lock: who comes second finds the new token. */
async function acquireAnonymous(deps: NemoAccountDeps, shop: string, skillSource: string, refused: string | null): Promise<NemoAccount> {
  return deps.db.$transaction(async (tx) => {
    await lockNemoAccount(tx, shop);
    const row = await tx.shop.findUniqueOrThrow({ where: { domain: shop } });
    // The merchant connected an account meanwhile: a trial must not take its place.
    if (row.nemoAccountKind === "own" && row.nemoTokenSealed) return accountOf(deps, row, "own", skillSource);
    if (row.nemoTokenSealed && (refused === null || deps.secrets.open(row.nemoTokenSealed) !== refused)) return accountOf(deps, row, "anonymous", skillSource);
    // The client id is kept before it is used: one id per installation, whatever happens to the answer.
    const clientId = row.nemoClientId ?? randomUUID();
    if (!row.nemoClientId) await deps.db.shop.update({ where: { domain: shop }, data: { nemoClientId: clientId } });
    const got = await deps.nemo.acquireAnonymousToken({ clientId }).catch(async (error: unknown) => {
      if (!(error instanceof ExpectedError) || error.code !== "nemo.client_id") throw error;
      // The id itself was refused (protocol §3.3, 400): another one, once.
      const another = randomUUID();
      await deps.db.shop.update({ where: { domain: shop }, data: { nemoClientId: another } });
      return deps.nemo.acquireAnonymousToken({ clientId: another });
    });
    const kept = await tx.shop.update({ where: { domain: shop }, data: { nemoAccountKind: "anonymous", nemoTokenSealed: deps.secrets.seal(got.nemoToken), nemoUserId: got.nemoUserId } });
    return accountOf(deps, kept, "anonymous", skillSource);
  }, { timeout: 120_000, maxWait: 60_000 });
}

const whatToDo = {
  own: sentence("shops.reconnect_own"),
  operator: sentence("shops.reconnect_operator"),
  trial: sentence("shops.reconnect_trial"),
};

/** A token that is refused, or that cannot be read any more: the next step depends on whose it is. */
export const reconnect = (cause: unknown, whose: keyof typeof whatToDo) =>
  new ExpectedError({ code: "nemo.reconnect", message: `the saved NemoVideo token (${whose}) is of no use`, cause, charged: "no", retryable: false, merchantMessage: whatToDo[whose] });
