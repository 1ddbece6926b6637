import { creditsOf, setAvailable } from "./accounts/credits.ts";
import { findScenario } from "./scenarios/find-scenario.ts";
import type { Fault, Scenario } from "./scenarios/scenario.ts";
import type { ScriptedClock } from "./scripted-clock.ts";
import { createSeededRandom } from "./seeded-random.ts";
import type { Delays, Settings } from "./settings.ts";
import { DEFAULT_SETTINGS } from "./settings.ts";
import type { TokenRecord } from "./store/records.ts";
import type { World } from "./world.ts";

/** A scenario by name, as data, or a single fault. */
export type ScenarioChoice = string | Pick<Scenario, "faults"> | Fault;

/** Any switches; of the delays only those that change. */
export type SettingsChange = Partial<Omit<Settings, "delays">> & { delays?: Partial<Delays> };

/** Who steers the stand-in: tests, and the demo over the control port. */
export interface Control {
  readonly clock: ScriptedClock;
  readonly settings: Readonly<Settings>;
  /** The next fitting requests meet these, in this order. */
  next(...scenarios: ScenarioChoice[]): void;
  /** Every fitting request meets these. */
  always(...scenarios: ScenarioChoice[]): void;
  /** Takes back every fault that has not been met. */
  clear(): void;
  /** Faults of `next` that nobody has met yet. */
  readonly faultsLeft: number;
  set(change: SettingsChange): void;
  /** Back to the settings at the start. */
  resetSettings(): void;
  /** Lets streams go on that stand at the gate. */
  release(gate?: string): void;
  /** Resolves when a stream stands at the gate. */
  whenHeld(gate?: string): Promise<void>;
  /** As if the week was over; of one user or of all. */
  expireTokens(userId?: string): void;
  /** As if its owner had revoked it; an anonymous client id stays taken. */
  revokeTokens(userId?: string): void;
  /** Makes a token known, or good again. */
  registerToken(token: { nemoToken: string; userId: string; credits: number }): void;
  setCredits(userId: string, available: number): void;
  /** What can be spent now. */
  creditsOf(userId: string): number;
  /** The service forgets one session, or all. */
  dropSession(sessionId?: string): void;
  /** What went wrong in work that nobody waited for. */
  readonly failures: readonly unknown[];
}

/** The control of one world; `initial` is what resetSettings goes back to. */
export function createControl(world: World, registerToken: Control["registerToken"], initial: Settings = DEFAULT_SETTINGS): Control {
  const change = (settings: Settings): void => {
    if (settings.seed !== world.settings.seed) world.random = createSeededRandom(settings.seed);
    world.settings = settings;
  };
  const markTokens = (state: TokenRecord["state"], userId?: string): void => {
    for (const token of world.store.tokens.values()) {
      if (!userId || token.userId === userId) world.store.tokens.put(token.id, Object.assign(token, { state }));
    }
  };
  return {
    clock: world.clock,
    get settings() {
      return world.settings;
    },
    next: (...scenarios) => world.faults.next(scenarios.flatMap(faultsOf)),
    always: (...scenarios) => world.faults.always(scenarios.flatMap(faultsOf)),
    clear: () => world.faults.clear(),
    get faultsLeft() {
      return world.faults.left;
    },
    set: ({ delays, ...rest }) => change({ ...world.settings, ...rest, delays: { ...world.settings.delays, ...delays } }),
    resetSettings: () => change(initial),
    release: (gate = "stream") => world.gates.open(gate),
    whenHeld: (gate = "stream") => world.gates.whenHeld(gate),
    expireTokens: (userId) => markTokens("expired", userId),
    revokeTokens: (userId) => markTokens("revoked", userId),
    registerToken,
    setCredits: (userId, available) => setAvailable(world, userId, available),
    creditsOf: (userId) => creditsOf(world, userId),
    dropSession(sessionId) {
      for (const session of world.store.sessions.values()) {
        if (!sessionId || session.sessionId === sessionId) world.store.sessions.put(session.sessionId, Object.assign(session, { dropped: true }));
      }
    },
    failures: world.background.failures,
  };
}

function faultsOf(choice: ScenarioChoice): Fault[] {
  if (typeof choice === "string") return findScenario(choice).faults;
  return "faults" in choice ? choice.faults : [choice];
}

