import type { Background } from "./world.ts";

/** The reason with which everything ends when the stand-in is closed; what it was doing is taken up at the next start. */
export class ShuttingDown extends Error {
  override name = "ShuttingDown";
}

/** An empty background; failures of its work are kept, those of the closing are not. */
export function createBackground(): Background {
  const controller = new AbortController();
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  return {
    failures,
    run(work) {
      const task = work(controller.signal)
        .catch((error: unknown) => {
          if (!(error instanceof ShuttingDown)) failures.push(error);
        })
        .finally(() => running.delete(task));
      running.add(task);
      return task;
    },
    async close() {
      controller.abort(new ShuttingDown("the stand-in is closing"));
      await Promise.all(running);
    },
  };
}
