import { randomUUID } from "node:crypto";
import type { PrismaClient, Shop } from "@prisma/client";
import { ExpectedError } from "#app/lib/expected-error.ts";
import type { SecretBox } from "#app/lib/seal-secret.server.ts";
import type { NemoAccount, NemoClient } from "#app/nemo/nemo-client.ts";

export interface NemoAccountDeps {
  db: PrismaClient;
  nemo: NemoClient;
  secrets: SecretBox;
  /** The operator's token, for shops without their own. */
  operatorToken: string | undefined;
}

/** Codes that mean: this token is not accepted (protocol §3.3: 1001, 1010, 1011, 401). */
const TOKEN_REFUSED = "nemo.token_refused";

/**
 * Calls NemoVideo with the shop's account. An anonymous token that is refused is got anew once with the same client id
 * (protocol §4.3) and the refused request is made once more; an own token that is refused ends with `nemo.reconnect`.
 */
export function callNemoFor(deps: NemoAccountDeps, shop: string, skillSource: string) {
  return async <T>(call: (account: NemoAccount) => Promise<T>): Promise<T> => {
    const account = await getNemoAccount(deps, shop, skillSource);
    try {
      return await call(account);
    } catch (error) {
      if (!(error instanceof ExpectedError) || error.code !== TOKEN_REFUSED) throw error;
      if (account.kind === "own") throw reconnect(error);
      const fresh = await acquireAnonymous(deps, shop, skillSource, account.nemoToken);
      try {
        return await call(fresh);
      } catch (again) {
        throw again instanceof ExpectedError && again.code === TOKEN_REFUSED ? reconnect(again) : again;
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
  const row = await deps.db.shop.findUniqueOrThrow({ where: { domain: shop } });
  if (row.nemoAccountKind === "own" && row.nemoTokenSealed) return accountOf(deps, row, "own", skillSource);
  if (deps.operatorToken) return { kind: "own", nemoToken: deps.operatorToken, skillSource };
  return row.nemoTokenSealed ? accountOf(deps, row, "anonymous", skillSource) : null;
}

function accountOf(deps: Pick<NemoAccountDeps, "secrets">, row: Shop, kind: "own" | "anonymous", skillSource: string): NemoAccount {
  return { kind, nemoToken: deps.secrets.open(row.nemoTokenSealed ?? ""), nemoUserId: row.nemoUserId ?? undefined, skillSource };
}

/** Single flight per shop over all processes, by an advisory lock: who comes second finds the new token. */
async function acquireAnonymous(deps: NemoAccountDeps, shop: string, skillSource: string, refused: string | null): Promise<NemoAccount> {
  return deps.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`nemo-token:${shop}`}, 0))`;
    const row = await tx.shop.findUniqueOrThrow({ where: { domain: shop } });
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

const reconnect = (cause: ExpectedError) =>
  new ExpectedError({ code: "nemo.reconnect", message: "NemoVideo refused the saved token", cause, charged: "no", retryable: false,
    merchantMessage: "NemoVideo no longer accepts the saved connection. Renew the NemoVideo token of this app, then try again." });
