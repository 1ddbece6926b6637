import type { Ledger } from "./ledger/open-ledger.ts";
import type { ViolationRule } from "./ledger/entries.ts";
import type { FaultQueue } from "./scenarios/fault-queue.ts";
import type { ScriptedClock } from "./scripted-clock.ts";
import type { Settings } from "./settings.ts";
import type { Store } from "./store/open-store.ts";

/** Streams that stand still at a gate until it is opened. */
export interface Gates {
  /** Waits at the gate; rejects with the signal's reason. */
  wait(gate: string, signal: AbortSignal): Promise<void>;
  /** Opens it for whoever waits now. */
  open(gate: string): void;
  /** Resolves as soon as somebody waits there. */
  whenHeld(gate: string): Promise<void>;
}

/** Work that nobody waits for: generations, renders. Ends all of it at the close. */
export interface Background {
  /** Runs it to its end; `stop` of the close aborts the signal given to it. */
  run(work: (signal: AbortSignal) => Promise<void>): Promise<void>;
  close(): Promise<void>;
  /** What went wrong without anybody to tell. */
  readonly failures: unknown[];
}

export interface FilmSize {
  /** A film made before: every render gives its bytes and none is made. For load, where what is seen does not matter. */
  premade?: string;
  /** px of the short side */
  size: number;
  fps: number;
}

/** Everything the handlers of the stand-in work on. */
export interface World {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly clock: ScriptedClock;
  readonly faults: FaultQueue;
  readonly gates: Gates;
  readonly background: Background;
  /** Changed by the control only. */
  settings: Settings;
  /** 0..1, drawn from the seed of the settings. */
  random: () => number;
  /** Turns that run now, by session id. */
  readonly turns: Map<string, number>;
  readonly film: FilmSize;
  /** Credits of a new anonymous account. */
  readonly anonymousCredits: number;
  /** Origin of finished films, without a slash at the end. */
  readonly publicCdnOrigin: string;
  /** Gets what an upload by address names. */
  readonly fetchPublic: (url: string) => Promise<Response>;
  violate(rule: ViolationRule, detail: string): void;
}
