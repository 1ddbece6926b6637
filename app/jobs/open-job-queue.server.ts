import type { Prisma } from "@prisma/client";
import { PgBoss, fromPrisma } from "pg-boss";
import type { QueueDefinition } from "./job-catalog.ts";
import { createWorkerWaker, type WorkerWaker } from "./wake-workers.ts";

const HEARTBEAT_SECONDS = 10; // pg-boss's smallest; a dead worker is found this long plus MONITOR_SECONDS later
const HEARTBEAT_REFRESH_SECONDS = 3;
const MONITOR_SECONDS = 5;
/** A worker that nobody wakes looks by itself this often. */
const UNWOKEN_SECONDS = 300;
/** Unhurried queues are looked into so many times more seldom. */
const UNHURRIED_TIMES = 5;
/** A queue that feeds itself by the clock has no delayed jobs but those that are tried again. */
const CRON_TIMES = 30;
/** Jobs that wait for other jobs are none of ours. */
const FLOW_SECONDS = 600;
/** How late a job that is fed by the clock may come. */
const CRON_LATE_SECONDS = 15;
const RETRY_DELAY_SECONDS = 2;
const RETRY_DELAY_MAX_SECONDS = 60;

/** Enough of a logger for this folder. */
export interface JobLog {
  error(fields: object, text: string): void;
}

export interface JobQueue {
  /** Enqueues inside the caller's transaction: row and job are committed together or not at all. */
  enqueue(tx: Prisma.TransactionClient, queue: string, payload: object, o?: { key?: string; startAt?: Date }): Promise<void>;
  /** The same for many at once. */
  enqueueMany(tx: Prisma.TransactionClient, queue: string, jobs: { payload: object; key: string }[]): Promise<void>;
  /** Starts the queue's workers in this process. A handler that throws leaves its job to be tried again. */
  work<Payload>(definition: QueueDefinition<Payload>, handler: (payload: Payload, signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Takes no new job, waits up to `graceMs` for the running ones (their signal is aborted at once), then lets go. */
  stop(graceMs: number): Promise<void>;
}

export interface JobQueueOptions {
  connectionString: string;
  catalog: QueueDefinition[];
  /** A process that only enqueues needs few connections and no supervision. */
  works: boolean;
  /**
   * How often a process looks for delayed jobs of others, in seconds (≥0.5): one look for all workers of a queue. NOTIFY wakes it for
   * all other jobs, and a timer for the delayed ones that it enqueued itself.
   */
  pollSeconds: number;
  log: JobLog;
}

/** Opens pg-boss on the given database, makes its tables and the catalogue's queues. */
export async function openJobQueue(o: JobQueueOptions): Promise<JobQueue> {
  const boss = new PgBoss({
    connectionString: o.connectionString,
    max: o.works ? 8 : 2,
    supervise: o.works,
    schedule: o.works,
    superviseIntervalSeconds: MONITOR_SECONDS,
    monitorIntervalSeconds: MONITOR_SECONDS,
    maintenanceIntervalSeconds: 3600,
    flowIntervalSeconds: FLOW_SECONDS,
    cronWorkerIntervalSeconds: CRON_LATE_SECONDS,
    monitorVacuum: false, // its only answer is a warning event, which nobody hears here
    useListenNotify: o.works,
  });
  boss.on("error", (error) => o.log.error({ err: error }, "job queue"));
  const waker = createWorkerWaker((workerId) => boss.notifyWorker(workerId));
  wakeOneByOne(boss, waker);
  await boss.start();
  // dead-letter queues first: the others name them
  for (const queue of [...o.catalog].sort((a, b) => Number(Boolean(a.deadLetter)) - Number(Boolean(b.deadLetter)))) await createQueue(boss, queue);

  const stopping = new AbortController();
  return {
    async enqueue(tx, queue, payload, { key, startAt } = {}) {
      await boss.send(queue, payload, { ...(key && { singletonKey: key }), ...(startAt && { startAfter: startAt }), db: fromPrisma(tx) });
      if (startAt) waker.lookAt(queue, startAt);
    },
    async enqueueMany(tx, queue, jobs) {
      await boss.insert(queue, jobs.map((job) => ({ data: job.payload, singletonKey: job.key })), { db: fromPrisma(tx) });
    },
    async work(definition, handler) {
      const options = { pollingIntervalSeconds: UNWOKEN_SECONDS, notifyPollingIntervalSeconds: UNWOKEN_SECONDS, heartbeatRefreshSeconds: HEARTBEAT_REFRESH_SECONDS };
      const { name } = definition;
      // One work() per worker: only the first id of localConcurrency is returned, and notifyWorker needs the id.
      for (let i = 0; i < definition.concurrency; i++) {
        let workerId = "";
        workerId = await boss.work(name, options, async ([job]) => {
          if (!job) return;
          waker.began(name, workerId);
          try {
            await handler(definition.payload.parse(job.data), stopping.signal);
          } finally {
            waker.ended(name, workerId);
          }
        });
        waker.add(name, workerId);
      }
      waker.lookEvery(name, o.pollSeconds * 1_000 * (definition.cron ? CRON_TIMES : definition.unhurried ? UNHURRIED_TIMES : 1));
      if (definition.cron) await boss.schedule(definition.name, definition.cron);
    },
    async stop(graceMs) {
      stopping.abort(new Error("the worker stops"));
      waker.stop();
      await boss.stop({ graceful: true, timeout: graceMs });
    },
  };
}

/** A NOTIFY has one idle worker of its queue look, which sends the next one when there was a job: pg-boss would have all of them look for each job. */
function wakeOneByOne(boss: PgBoss, waker: WorkerWaker): void {
  const db = boss.getDb();
  const listen = db.listen?.bind(db);
  if (listen) db.listen = (channel, _wakeAll, onReconnect) => listen(channel, (queue) => waker.look(queue), onReconnect);
}

async function createQueue(boss: PgBoss, queue: QueueDefinition): Promise<void> {
  await boss.createQueue(queue.name, {
    policy: queue.policy,
    notify: true,
    retryLimit: queue.retryLimit,
    retryDelay: RETRY_DELAY_SECONDS,
    retryBackoff: true,
    retryDelayMax: RETRY_DELAY_MAX_SECONDS,
    expireInSeconds: queue.expireInSeconds,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    ...(queue.deadLetter && { deadLetter: queue.deadLetter }),
  });
}
