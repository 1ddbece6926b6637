import type { Prisma } from "@prisma/client";

/** Erases every job, also an ended one, that names the shop, one of these videos or one of these batches. pg-boss keeps ended jobs for days. */
export async function eraseJobs(tx: Prisma.TransactionClient, o: { shop: string; videoIds: string[]; batchIds: string[] }): Promise<void> {
  const [there] = await tx.$queryRaw<{ queue: string | null }[]>`SELECT to_regclass('pgboss.job')::text AS queue`;
  if (!there?.queue) return; // no process has opened the queue on this database yet
  await tx.$executeRaw`DELETE FROM pgboss.job WHERE data->>'shop' = ${o.shop} OR data->>'videoId' = ANY(${o.videoIds}) OR data->>'batchId' = ANY(${o.batchIds})`;
}
