// A worker that dies at a chosen call: what a kill -9 leaves behind, at an exact place. From its death on nothing of it reaches the
// database, NemoVideo or Shopify any more.
import type { PipelineDeps } from "#app/videos/pipeline/step-context.ts";

/** A place in a run: the n-th (from 1) call to the outside, counted as they begin. */
export interface Death {
  call: number;
  /** `during`: the call is broken off in the middle. */
  when: "before" | "during" | "after";
}

export class Died extends Error {
  override name = "Died";
}

/** How long after its beginning a call is broken off, in ms. */
const INTO_THE_CALL_MS = 3;
const models = ["video", "videoEvent", "message", "render", "publication", "nemoSession", "shop", "session"] as const;
const statements = ["$queryRaw", "$executeRaw", "$queryRawUnsafe", "$executeRawUnsafe"];

export interface MortalWorker {
  deps: PipelineDeps;
  /** Names of the calls made so far, as `db.video.updateMany` or `nemo.say`. */
  calls: string[];
  dead(): boolean;
}

/** Wraps everything through which a worker reaches the outside. Without `death` it only counts; `onCall` is waited for before each call. */
export function makeMortal(deps: PipelineDeps, death?: Death, onCall?: (name: string) => Promise<void> | undefined): MortalWorker {
  const calls: string[] = [];
  let dead = false;
  const die = (): never => {
    dead = true;
    throw new Died("killed");
  };
  const pass = async <T>(name: string, work: (broken: AbortSignal) => Promise<T>): Promise<T> => {
    if (dead) throw new Died("already dead");
    const call = calls.push(name);
    await onCall?.(name);
    const mine = death?.call === call ? death.when : null;
    if (mine === "before") die();
    const broken = new AbortController();
    const timer = mine === "during" ? setTimeout(() => broken.abort(new Died("killed in the middle")), INTO_THE_CALL_MS) : undefined;
    try {
      const result = await work(broken.signal);
      if (mine || dead) die();
      return result;
    } catch (error) {
      if (mine || dead) die();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };

  const wrapMethods = <O extends object>(target: O, name: string): O =>
    new Proxy(target, {
      get(inner, key) {
        const value: unknown = Reflect.get(inner, key);
        if (typeof value !== "function" || typeof key !== "string") return value;
        return (...given: unknown[]) => pass(`${name}.${key}`, (broken) => value.apply(inner, breakable(given, broken)));
      },
    });
  const wrapDb = <O extends object>(target: O, name: string): O => {
    const wrapped = new Map<string, object>();
    return new Proxy(target, {
      get(inner, key) {
        const value: unknown = Reflect.get(inner, key);
        if (typeof key !== "string") return value;
        if ((models as readonly string[]).includes(key)) {
          if (!wrapped.has(key)) wrapped.set(key, wrapMethods(value as object, `${name}.${key}`));
          return wrapped.get(key);
        }
        if (statements.includes(key)) return (...given: unknown[]) => pass(`${name}.${key}`, () => (value as (...a: unknown[]) => Promise<unknown>).apply(inner, given));
        if (key === "$transaction") {
          return (work: (tx: object) => Promise<unknown>, options?: object) =>
            pass("db.commit", () => (inner as unknown as { $transaction(w: (tx: object) => Promise<unknown>, o?: object): Promise<unknown> }).$transaction((tx) => work(wrapDb(tx, "tx")), options));
        }
        return typeof value === "function" ? value.bind(inner) : value;
      },
    });
  };

  return {
    calls,
    dead: () => dead,
    deps: {
      ...deps,
      db: wrapDb(deps.db, "db"),
      nemo: wrapMethods(deps.nemo, "nemo"),
      shopifyFor: async (shop) => wrapMethods(await deps.shopifyFor(shop), "shopify"),
      fetchPicture: (url, signal) => pass("fetchPicture", (broken) => deps.fetchPicture(url, AbortSignal.any([signal, broken]))),
    },
  };
}

/** The same request with a signal that also breaks it off, where it takes one. */
function breakable(given: unknown[], broken: AbortSignal): unknown[] {
  return given.map((one) => {
    if (typeof one !== "object" || one === null || !("signal" in one) || !(one.signal instanceof AbortSignal)) return one;
    return { ...one, signal: AbortSignal.any([one.signal, broken]) };
  });
}
