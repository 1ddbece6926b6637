import { Prisma, type PrismaClient, type Shop } from "@prisma/client";
import type { Clock } from "#app/lib/clock.ts";
import { payerOf } from "./nemo-accounts.server.ts";

/** What NemoPace calls the operator's account; every other account is called after its shop. */
const OPERATOR = "operator";
/** No turn lasts longer (protocol §7.6: 15 minutes), so an older mark is one that nobody could take back. */
const LONGEST_TURN_MS = 20 * 60_000;
/** The pause doubles with every 429 after a pause, up to this many times. */
const MOST_DOUBLINGS = 4;

/** How fast, and with how many turns at once, one account of NemoVideo may be asked: over all processes, and for no other account. */
export interface NemoPace {
  /** Whose pace counts for the shop's videos. */
  accountOf(shop: Pick<Shop, "domain" | "nemoAccountKind" | "nemoTokenSealed">): string;
  /** How long the account is to be left alone, in ms (0 = not at all), and whether it was slowed down lately. */
  look(account: string): Promise<{ waitMs: number; slowed: boolean }>;
  /** After 429: everybody leaves the account alone for `ms`, longer each time in a row (at most `longestMs`). Several 429 of one moment count once. Gives how long, in ms. */
  slowDown(account: string, o: { ms: number; longestMs: number }): Promise<number>;
  /** An answer came after a pause: the next 429 begins with the shortest pause again. */
  speedUp(account: string): Promise<void>;
  /**
   * Whether one more turn may be opened. In a transaction that also marks the message it is exact: the account's row is held until the
   * transaction ends. Outside of one it is only a look.
   */
  hasRoom(tx: PrismaClient | Prisma.TransactionClient, account: string, o: { exact: boolean }): Promise<boolean>;
}

/** `openTurns`: chat turns of one account that may be open at once. The times are the given clock's. */
export function createNemoPace({ db, clock, operatorToken, openTurns }: { db: PrismaClient; clock: Clock; operatorToken: string | undefined; openTurns: number }): NemoPace {
  return {
    accountOf: (shop) => (payerOf(shop, operatorToken) === "operator" ? OPERATOR : shop.domain),
    async look(account) {
      const [row] = await db.$queryRaw<{ notBefore: Date | null; strikes: number }[]>`SELECT "notBefore", strikes FROM "NemoPace" WHERE account = ${account}`;
      return { waitMs: Math.max(0, (row?.notBefore?.getTime() ?? 0) - clock.now().getTime()), slowed: (row?.strikes ?? 0) > 0 };
    },
    async slowDown(account, { ms, longestMs }) {
      return db.$transaction(async (tx) => {
        const now = clock.now().getTime();
        const row = await lockPace(tx, account);
        const sameMoment = row.notBefore !== null && row.notBefore.getTime() > now;
        const strikes = sameMoment ? Math.max(1, row.strikes) : Math.min(MOST_DOUBLINGS + 1, row.strikes + 1);
        const pause = Math.max(ms, Math.min(longestMs, ms * 2 ** (strikes - 1)));
        const notBefore = new Date(Math.max(row.notBefore?.getTime() ?? 0, now + pause));
        await tx.nemoPace.update({ where: { account }, data: { notBefore, strikes } });
        return notBefore.getTime() - now;
      });
    },
    async speedUp(account) {
      await db.nemoPace.updateMany({ where: { account, strikes: { gt: 0 }, OR: [{ notBefore: null }, { notBefore: { lte: clock.now() } }] }, data: { strikes: 0 } });
    },
    async hasRoom(tx, account, { exact }) {
      if (exact) await lockPace(tx, account);
      const since = new Date(clock.now().getTime() - LONGEST_TURN_MS);
      const ofAccount = account === OPERATOR
        ? Prisma.sql`NOT (s."nemoAccountKind" IS NOT DISTINCT FROM 'own' AND s."nemoTokenSealed" IS NOT NULL)`
        : Prisma.sql`v.shop = ${account}`;
      const [row] = await tx.$queryRaw<{ open: bigint }[]>`
        SELECT count(*) AS open FROM "Message" m JOIN "Video" v ON v.id = m."videoId" JOIN "Shop" s ON s.domain = v.shop
        WHERE m."sentAt" > ${since} AND m."endedAt" IS NULL AND v.status = 'making' AND v.step = 'generate' AND ${ofAccount}`;
      return Number(row?.open ?? 0) < openTurns;
    },
  };
}

/** Makes the account's row when there is none and holds it until the transaction ends. */
async function lockPace(tx: Prisma.TransactionClient | PrismaClient, account: string): Promise<{ notBefore: Date | null; strikes: number }> {
  await tx.$executeRaw`INSERT INTO "NemoPace" (account, "updatedAt") VALUES (${account}, timezone('UTC', now())) ON CONFLICT (account) DO NOTHING`;
  await tx.$queryRaw`SELECT 1 FROM "NemoPace" WHERE account = ${account} FOR UPDATE`;
  return tx.nemoPace.findUniqueOrThrow({ where: { account } });
}
