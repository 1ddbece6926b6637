// Wakes the workers of one process when there may be a job for them, so that none has to look all the time.

/** A timer that is further off is left to the looks. */
const LONGEST_TIMER_MS = 600_000;
/** The database's clock decides whether a job's time has come, and the job has to be committed by then. */
const AFTER_ITS_TIME_MS = 50;

export interface WorkerWaker {
  /** A worker of the queue is there, and idle. */
  add(queue: string, workerId: string): void;
  /** It has a job: there may be more, so another one looks. */
  began(queue: string, workerId: string): void;
  /** It is through, and looks again itself when nobody was idle at a look meanwhile. */
  ended(queue: string, workerId: string): void;
  /** Lets one idle worker look; with none, the next that is through. */
  look(queue: string): void;
  /** Lets one look when the job's time has come. */
  lookAt(queue: string, time: Date): void;
  /** Lets one look every so often from now on. */
  lookEvery(queue: string, ms: number): void;
  stop(): void;
}

/** `notify` lets the worker with the id look for a job at once. */
export function createWorkerWaker(notify: (workerId: string) => void): WorkerWaker {
  const idle = new Map<string, Set<string>>();
  const missed = new Set<string>();
  const timers = new Set<NodeJS.Timeout>();
  const idleOf = (queue: string) => idle.get(queue) ?? new Set<string>();
  const look = (queue: string) => {
    const [first] = idleOf(queue);
    if (first) notify(first);
    else missed.add(queue);
  };
  return {
    look,
    add(queue, workerId) {
      idle.set(queue, idleOf(queue).add(workerId));
    },
    began(queue, workerId) {
      idleOf(queue).delete(workerId);
      look(queue);
    },
    ended(queue, workerId) {
      idleOf(queue).add(workerId);
      if (missed.delete(queue)) notify(workerId);
    },
    lookAt(queue, time) {
      const ms = time.getTime() - Date.now() + AFTER_ITS_TIME_MS;
      if (!idle.has(queue) || ms > LONGEST_TIMER_MS) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        look(queue);
      }, Math.max(0, ms));
      timers.add(timer.unref());
    },
    lookEvery(queue, ms) {
      timers.add(setInterval(() => look(queue), ms).unref());
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
