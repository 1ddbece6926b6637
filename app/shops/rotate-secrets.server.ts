import type { PrismaClient } from "@prisma/client";
import type { SecretBox } from "#app/lib/seal-secret.server.ts";

/** What a rotation did. `unreadable`: rows that no key of this process opens; they are left as they are. */
export interface Rotation {
  shops: number;
  sessions: number;
  unreadable: { table: string; id: string }[];
}

const AT_ONCE = 200;

/**
 * Seals every secret of the database anew that is not sealed with the present key: NemoVideo tokens, and access and refresh tokens of
 * Shopify's auth sessions. Row by row, each as a compare-and-set: it may be stopped at any point and begun again, also while the app runs, and a
 * token that is replaced meanwhile is left alone. Needs the previous keys in the box.
 */
export async function rotateSecrets(deps: { db: PrismaClient; secrets: SecretBox }, o: { signal?: AbortSignal } = {}): Promise<Rotation> {
  const { db, secrets } = deps;
  const done: Rotation = { shops: 0, sessions: 0, unreadable: [] };
  const stale = (sealed: string | null): sealed is string => sealed !== null && sealed !== "" && !secrets.isCurrent(sealed);
  const anew = (table: string, id: string, sealed: (string | null)[]): (string | null)[] | null => {
    try {
      return sealed.map((one) => (stale(one) ? secrets.seal(secrets.open(one)) : one));
    } catch {
      done.unreadable.push({ table, id }); // told by its id alone: what lies there is a secret
      return null;
    }
  };

  for (let after = ""; ; ) {
    const rows = await db.shop.findMany({ where: { domain: { gt: after }, nemoTokenSealed: { not: null } }, orderBy: { domain: "asc" }, take: AT_ONCE });
    for (const { domain, nemoTokenSealed } of rows) {
      o.signal?.throwIfAborted();
      after = domain;
      const [sealed] = stale(nemoTokenSealed) ? (anew("Shop", domain, [nemoTokenSealed]) ?? []) : [];
      if (sealed) done.shops += (await db.shop.updateMany({ where: { domain, nemoTokenSealed }, data: { nemoTokenSealed: sealed } })).count;
    }
    if (rows.length < AT_ONCE) break;
  }

  for (let after = ""; ; ) {
    const rows = await db.session.findMany({ where: { id: { gt: after } }, orderBy: { id: "asc" }, take: AT_ONCE });
    for (const { id, shop, accessToken, refreshToken } of rows) {
      o.signal?.throwIfAborted();
      after = id;
      const [access, refresh] = stale(accessToken) || stale(refreshToken) ? (anew("Session", id, [accessToken, refreshToken]) ?? []) : [];
      if (access) done.sessions += (await db.session.updateMany({ where: { id, shop, accessToken, refreshToken }, data: { accessToken: access, refreshToken: refresh ?? null } })).count;
    }
    if (rows.length < AT_ONCE) break;
  }
  return done;
}
