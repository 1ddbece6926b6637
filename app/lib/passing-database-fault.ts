/** Codes of Prisma for what passes: server not there, connection lost, no connection or transaction in time, conflict, too many connections. */
const PRISMA_CODES = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2034", "P2037"]);
/** The same in the words of Prisma's driver adapters. */
const ADAPTER_KINDS = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections", "TransactionWriteConflict", "TransactionAlreadyClosed"]);
/**
 * SQLSTATE of PostgreSQL (appendix A): 08 connection, 40001 serialization, 40P01 deadlock, 53 resources (too many connections, disk or
 * memory full), 55006/55P03 in use or locked, 57P01–57P05 shut down, crashed, starting, dropped idle; 57014 canceled; 25006 read-only after a switch-over;
 * 3D000 is not among them: a database that does not exist is a wrong setting.
 */
const SQLSTATES = /^(08...|40001|40P01|53...|55006|55P03|57014|57P0[1-5]|25006|25P0[34])$/;
const NODE_CODES = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN"]);
const WORDS = /connection terminated|connection ended|connection error and is not queryable|timeout exceeded when trying to connect|client was closed/i;
const DEEPEST = 6;

/**
 * Whether the error only says that PostgreSQL could not serve just now: connection lost, server restarting, too many connections, two
 * transactions in each other's way. What was asked for is then taken again later; whether it was done is not known. Looks at errors of Prisma, of its
 * adapter and of node-postgres, and at their causes. Network codes count only where a database's library threw them.
 */
export function isPassingDatabaseFault(error: unknown): boolean {
  let ofDatabase = false;
  for (let depth = 0, one = error; depth < DEEPEST && typeof one === "object" && one !== null; depth++) {
    const { name = "", code = "", kind = "", originalCode = "", message = "", cause, meta } = one as Record<string, unknown>;
    ofDatabase ||= /^(PrismaClient|DriverAdapterError|DatabaseError)/.test(String(name)) || ADAPTER_KINDS.has(String(kind)) || WORDS.test(String(message));
    if (PRISMA_CODES.has(String(code)) || ADAPTER_KINDS.has(String(kind))) return true;
    if ([code, originalCode, sqlstateOf(meta)].some((state) => SQLSTATES.test(String(state)))) return true;
    if (ofDatabase && (NODE_CODES.has(String(code)) || WORDS.test(String(message)))) return true;
    one = cause ?? (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  }
  return false;
}

/** Prisma puts PostgreSQL's own code of a raw query into `meta.code`. */
const sqlstateOf = (meta: unknown): unknown => (typeof meta === "object" && meta !== null ? (meta as { code?: unknown }).code : undefined);

/** Enough of a clock for this file. */
interface Sleeper {
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/**
 * Runs `work` again after each pause (ms) while PostgreSQL cannot serve. Only for work that may be done twice: a lost answer can mean that it
 * was done. Rejects with the last error, or with the signal's reason.
 */
export async function outlastDatabase<T>(clock: Sleeper, pausesMs: readonly number[], work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (const pause of pausesMs) {
    try {
      return await work();
    } catch (error) {
      if (!isPassingDatabaseFault(error)) throw error;
      await clock.sleep(pause, signal);
    }
  }
  return work();
}
