import type { Gates } from "./world.ts";

/** Gates that are all shut at first. */
export function createGates(): Gates {
  const waiting = new Map<string, Set<() => void>>();
  const watchers = new Map<string, Set<() => void>>();
  const tell = (people: Map<string, Set<() => void>>, gate: string): void => {
    const called = people.get(gate);
    people.delete(gate);
    for (const call of called ?? []) call();
  };
  const join = (people: Map<string, Set<() => void>>, gate: string, call: () => void): void => {
    people.set(gate, (people.get(gate) ?? new Set()).add(call));
  };
  return {
    wait: (gate, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const leave = (): void => {
          waiting.get(gate)?.delete(pass);
          reject(signal.reason);
        };
        const pass = (): void => {
          signal.removeEventListener("abort", leave);
          resolve();
        };
        signal.addEventListener("abort", leave, { once: true });
        join(waiting, gate, pass);
        tell(watchers, gate);
      }),
    open: (gate) => tell(waiting, gate),
    whenHeld: (gate) => (waiting.get(gate)?.size ? Promise.resolve() : new Promise((resolve) => join(watchers, gate, resolve))),
  };
}
