import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
import { readEnv } from "#app/env.server.ts";

const POOL = 12;

/** The process's one Prisma client; one over all reloads in development. */
const kept = globalThis as { shelfreelDb?: PrismaClient };
export const db: PrismaClient = (kept.shelfreelDb ??= new PrismaClient({ adapter: new PrismaPg({ connectionString: readEnv().DATABASE_URL, max: POOL }) }));
