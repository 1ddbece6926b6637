import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { Agent } from "undici";
import { systemClock } from "#app/lib/clock.ts";
import { createNemoClient } from "#app/nemo/create-nemo-client.server.ts";
import { defaultNemoWaits } from "#app/nemo/nemo-waits.ts";

const HOLD_MS = 5_000;
const OPEN_TIMEOUT_MS = 60_000;

export interface Held {
  streams: number;
  /** Resident memory of the whole process at its peak, in bytes. */
  peakBytes: number;
  /** The same before the first stream. */
  baseBytes: number;
}

/** Opens so many chat turns in this process and holds them open for a while; the server is a process of its own. */
export async function holdStreams(streams: number, holdMs = HOLD_MS): Promise<Held> {
  const server = fork(path.join(import.meta.dirname, "serve-streams.ts"));
  const [port] = (await once(server, "message")) as [number];
  const dispatcher = new Agent({ allowH2: false });
  const quiet = { info: () => undefined, warn: () => undefined };
  const client = createNemoClient({
    apiUrl: `http://127.0.0.1:${port}`, webUrl: "https://nemovideo.com", version: "0.0.0", platform: "unknown",
    dispatcher, downloadDispatcher: dispatcher, clock: systemClock, waits: defaultNemoWaits, log: quiet,
  });
  const baseBytes = process.memoryUsage().rss;
  const stop = new AbortController();
  let alive = 0;
  const turns = Array.from({ length: streams }, (_, i) => {
    let told = false;
    const onSubstance = () => {
      if (!told) alive++;
      told = true;
    };
    return client.say({ kind: "own", nemoToken: "bench", skillSource: "bench" }, { nemoSessionId: String(i), text: "x", signal: stop.signal, onSubstance });
  });
  let peakBytes = baseBytes;
  const until = async (done: () => boolean, timeoutMs: number) => {
    for (const end = performance.now() + timeoutMs; !done() && performance.now() < end; ) {
      await systemClock.sleep(50);
      peakBytes = Math.max(peakBytes, process.memoryUsage().rss);
    }
  };
  await until(() => alive === streams, OPEN_TIMEOUT_MS);
  if (alive !== streams) throw new Error(`only ${alive} of ${streams} streams came alive`);
  await until(() => false, holdMs);
  stop.abort(new Error("the bench is over"));
  await Promise.all(turns);
  await dispatcher.destroy();
  server.disconnect();
  return { streams, peakBytes, baseBytes };
}
