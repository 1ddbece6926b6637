import type { Fault, Operation } from "./scenario.ts";

/** The faults that wait for their request. */
export interface FaultQueue {
  next(faults: Fault[]): void;
  always(faults: Fault[]): void;
  clear(): void;
  /** The fault this request meets, if any. Faults of `next` come first, in their order; then the standing ones. */
  take(operation: Operation, sessionId: string | undefined): Fault | undefined;
  /** How many faults of `next` have not been met yet. */
  readonly left: number;
}

/** A queue without faults. */
export function createFaultQueue(): FaultQueue {
  let waiting: Fault[] = [];
  let standing: Fault[] = [];
  return {
    next: (faults) => void waiting.push(...faults.map((fault) => ({ ...fault }))),
    always: (faults) => void standing.push(...faults),
    clear() {
      waiting = [];
      standing = [];
    },
    take(operation, sessionId) {
      const meets = (fault: Fault): boolean => fault.at === operation && (!fault.sessionId || fault.sessionId === sessionId);
      const fault = waiting.find(meets);
      if (!fault) return standing.find(meets);
      if (fault.skip) {
        fault.skip -= 1;
        return standing.find(meets);
      }
      fault.times = (fault.times ?? 1) - 1;
      if (fault.times <= 0) waiting = waiting.filter((one) => one !== fault);
      return fault;
    },
    get left() {
      return waiting.length;
    },
  };
}
