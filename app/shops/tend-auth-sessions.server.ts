import type { PrismaClient } from "@prisma/client";

/** An offline access token lives this long (platform §6.2); its issue time is its end minus this. */
const OFFLINE_TOKEN_LIFE_MS = 60 * 60_000;

/** What webhooks do to the stored auth sessions of a shop. Rows that are missing are fine: deliveries come late and twice. */
export interface AuthSessionTender {
  recordScopes(o: { shop: string; scopes: string[] }): Promise<void>;
  /**
   * Whether the shop got a token after `moment`: then it was installed again, and what a late delivery says about the old
   * installation no longer holds (platform §6.1). Tokens without an end tell nothing and count as old.
   */
  hasTokenIssuedAfter(o: { shop: string; moment: Date }): Promise<boolean>;
}

export function createAuthSessionTender({ db }: { db: Pick<PrismaClient, "session"> }): AuthSessionTender {
  return {
    async recordScopes({ shop, scopes }) {
      await db.session.updateMany({ where: { shop }, data: { scope: scopes.join(",") } });
    },
    async hasTokenIssuedAfter({ shop, moment }) {
      const newest = await db.session.findFirst({ where: { shop, expires: { not: null } }, orderBy: { expires: "desc" }, select: { expires: true } });
      return !!newest?.expires && newest.expires.getTime() - OFFLINE_TOKEN_LIFE_MS > moment.getTime();
    },
  };
}
