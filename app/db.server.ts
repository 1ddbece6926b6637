import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
import { readEnv } from "#app/env.server.ts";
import { openDatabasePool, patientTransactions } from "#app/lib/open-database-pool.server.ts";

const POOL = 12;

const open = () => new PrismaClient({ adapter: new PrismaPg(openDatabasePool({ connectionString: readEnv().DATABASE_URL, max: POOL }), { disposeExternalPool: true }), transactionOptions: patientTransactions });

/** The process's one Prisma client; one over all reloads in development. */
const kept = globalThis as { shelfreelDb?: PrismaClient };
export const db: PrismaClient = (kept.shelfreelDb ??= open());
