import pg from "pg";

/** Waiting longer than this for a connection, in ms, is a fault and not a wait. */
const CONNECT_TIMEOUT_MS = 15_000;
/** A dead connection that its borrower has not given back by then, in ms, is taken away from it. */
const GIVE_BACK_MS = 1_000;

/**
 * A connection that was left in a transaction without a question for this long, in ms, is ended by PostgreSQL, and the pool gets its place back. Prisma
 * sometimes forgets one whose start was late; no transaction of ours may last longer than 20 s.
 */
const FORGOTTEN_MS = 60_000;

/** For Prisma: how long a transaction may wait for its connection and last, in ms. Its own 2 and 5 s are too short for a row that many want at a busy moment. */
export const patientTransactions = { maxWait: 10_000, timeout: 20_000 };

/**
 * A pool of connections that does not shrink. @prisma/adapter-pg 6.19.3 never gives back the connection of a transaction whose connection died (its
 * ROLLBACK fails first), so that each restart of PostgreSQL under load would leave fewer, and at last none. Here a dead one is taken back.
 */
export function openDatabasePool(o: { connectionString: string; max: number }): pg.Pool {
  const pool = new pg.Pool({ ...o, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, idle_in_transaction_session_timeout: FORGOTTEN_MS });
  const borrowed = new Set<pg.PoolClient>();
  // An idle connection that dies is dropped by the pool itself; who asks next gets another one.
  pool.on("error", () => undefined);
  pool.on("acquire", (client) => void borrowed.add(client));
  pool.on("release", (_error, client) => void borrowed.delete(client));
  pool.on("connect", (client) => {
    // Borrowed and just not asked anything: whoever has it hears of it with the next question. Without a listener the process would end here.
    client.on("error", () => undefined);
    client.on("end", () => {
      setTimeout(() => {
        if (borrowed.has(client)) client.release(true);
      }, GIVE_BACK_MS).unref();
    });
  });
  return pool;
}
