import type { RequestListener } from "node:http";
import { tokenId } from "./accounts/authenticate.ts";
import { openAccount } from "./accounts/credits.ts";
import { resumeWork } from "./agent/do-work.ts";
import { createControl, type Control } from "./control.ts";
import { createBackground } from "./create-background.ts";
import { createGates } from "./create-gates.ts";
import { openLedger, type Ledger } from "./ledger/open-ledger.ts";
import { listenOnLoopback } from "./listen-on-loopback.ts";
import { resumeRenders } from "./renders/run-render.ts";
import { createFaultQueue } from "./scenarios/fault-queue.ts";
import { createScriptedClock } from "./scripted-clock.ts";
import { createSeededRandom } from "./seeded-random.ts";
import { serveApi } from "./serve-api.ts";
import { serveCdn } from "./serve-cdn.ts";
import { serveControl } from "./serve-control.ts";
import { DEFAULT_SETTINGS } from "./settings.ts";
import { openStore } from "./store/open-store.ts";
import type { FilmSize, World } from "./world.ts";

export interface FakeNemoOptions {
  /** Everything the service remembers is kept here and read again at the next start. */
  stateDir: string;
  /** 1 = the makers' real delays, 20 = twenty times shorter, Infinity = none. */
  speed: number;
  /** Default 1080 px and 24 frames per second; tests use 272 px and 12. */
  film?: FilmSize;
  /** Credits of a new anonymous account, default 100. */
  credits?: number;
  /** Own tokens that are good from the start; a known account keeps its balance. */
  tokens?: { nemoToken: string; userId: string; credits: number }[];
  /** Default https://static1.nemovideo.ai */
  publicCdnOrigin?: string;
  /** How an upload by address gets its files; default the global fetch. */
  fetchPublic?: (url: string) => Promise<Response>;
}

export interface FakeNemo {
  /** The API host, mega-api-prod.nemovideo.ai. */
  listener: RequestListener;
  /** The host of finished files, static1.nemovideo.ai. */
  cdnListener: RequestListener;
  /** The same API directly on loopback. */
  url: string;
  cdnUrl: string;
  /** The control port (see serve-control.ts). */
  controlUrl: string;
  ledger: Ledger;
  control: Control;
  close(): Promise<void>;
}

/** Starts the stand-in of NemoVideo. @throws Error when the state folder cannot be read or written */
export async function startFakeNemo(options: FakeNemoOptions): Promise<FakeNemo> {
  const world = createWorld(options);
  const registerToken: Control["registerToken"] = ({ nemoToken, userId, credits }) => {
    openAccount(world, userId, "own", credits);
    const id = tokenId(nemoToken);
    world.store.tokens.put(id, { id, nemoToken, userId, clientId: null, ip: null, issuedAt: world.clock.now(), expiresAt: null, state: "good" });
  };
  const control = createControl(world, registerToken);
  for (const token of options.tokens ?? []) {
    if (!world.store.tokens.get(tokenId(token.nemoToken))) registerToken(token);
  }
  resumeWork(world);
  resumeRenders(world);

  const listener = serveApi(world);
  const cdnListener = serveCdn(world);
  const api = await listenOnLoopback(listener);
  const cdn = await listenOnLoopback(cdnListener);
  const controlServer = await listenOnLoopback(serveControl(control, world.ledger));
  return {
    listener, cdnListener, control, ledger: world.ledger, url: api.url, cdnUrl: cdn.url, controlUrl: controlServer.url,
    async close() {
      await world.background.close();
      world.clock.manual();
      await Promise.all([api.close(), cdn.close(), controlServer.close()]);
    },
  };
}

function createWorld(options: FakeNemoOptions): World {
  const store = openStore(options.stateDir);
  const ledger = openLedger(store.file("ledger.jsonl"));
  const clock = createScriptedClock(options.speed);
  return {
    store, ledger, clock,
    faults: createFaultQueue(),
    gates: createGates(),
    background: createBackground(),
    settings: DEFAULT_SETTINGS,
    random: createSeededRandom(DEFAULT_SETTINGS.seed),
    turns: new Map(),
    film: options.film ?? { size: 1080, fps: 24 },
    anonymousCredits: options.credits ?? 100,
    publicCdnOrigin: options.publicCdnOrigin ?? "https://static1.nemovideo.ai",
    fetchPublic: options.fetchPublic ?? ((url) => fetch(url)),
    violate: (rule, detail) => ledger.add({ kind: "violation", at: clock.now(), rule, detail }),
  };
}
