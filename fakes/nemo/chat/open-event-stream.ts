import { gzipSync } from "node:zlib";
import { cutConnection } from "#fakes/nemo/http/cut-connection.ts";
import type { Exchange } from "#fakes/nemo/http/exchange.ts";
import { writePiece } from "#fakes/nemo/http/write-piece.ts";
import type { ChatFault, Cut } from "#fakes/nemo/scenarios/scenario.ts";
import type { Dialect, HeartbeatForm } from "#fakes/nemo/settings.ts";
import { makeEventId, makeUuid } from "#fakes/nemo/store/make-ids.ts";
import type { World } from "#fakes/nemo/world.ts";
import type { AgentEvent } from "./events.ts";
import { writeAdkEvent } from "./write-adk-event.ts";
import { writeHeartbeat } from "./write-heartbeat.ts";
import { writeTypedEvent } from "./write-typed-event.ts";

/** The answer to a chat message while it lasts. Writing to a client that has left does nothing. */
export interface EventStream {
  readonly dialect: Dialect;
  /** Aborted when the client leaves, or when the stream is cut. */
  readonly left: AbortSignal;
  send(event: AgentEvent): Promise<void>;
  /** Text as it is; line ends are still replaced by those of the fault. */
  raw(text: string): Promise<void>;
  /** Signs of life at the makers' pace until the work has ended. */
  whileAlive<T>(work: Promise<T>): Promise<T>;
  /** Cuts the connection once the client has had the time to read what was sent so far. */
  cut(how: Cut): Promise<void>;
  end(): void;
}

/** A clock without delays would write signs of life as fast as it can. */
const SHORTEST_PAUSE_MS = 25;

/** Sends the headers at once, before anything has been done (protocol §7.3). */
export function openEventStream(world: World, exchange: Exchange, fault: ChatFault): EventStream {
  const { res, entry } = exchange;
  const dialect = fault.dialect ?? world.settings.dialect;
  const heartbeats = fault.heartbeats ?? world.settings.heartbeats;
  const invocationId = `e-${makeUuid()}`;
  const gone = new AbortController();
  res.on("close", () => gone.abort(new ClientLeft("the client has left the stream")));
  entry.status = 200;
  if (fault.closeDelimited) {
    res.useChunkedEncodingByDefault = false;
    res.shouldKeepAlive = false;
  }
  res.writeHead(200, { "content-type": dialect === "B" ? "text/event-stream; charset=utf-8" : "text/event-stream", ...fault.headers });
  res.flushHeaders();

  async function write(text: string): Promise<void> {
    const plain = Buffer.from(fault.lineEnd ? text.replaceAll("\n", fault.lineEnd) : text);
    // Several gzip members in a row are one gzip stream.
    const bytes = fault.gzip ? gzipSync(plain) : plain;
    const size = fault.chunkBytes ?? bytes.length;
    for (let at = 0; at < bytes.length && !gone.signal.aborted && !res.destroyed; at += size) {
      const piece = bytes.subarray(at, at + size);
      entry.bytesOut += piece.length;
      await writePiece(res, piece);
    }
  }

  async function beat(stop: AbortSignal): Promise<void> {
    for (let turn = 0; heartbeats.length && !stop.aborted; turn++) {
      await Promise.all([world.clock.sleep(world.settings.heartbeatEveryMs, stop), pauseAtLeast(SHORTEST_PAUSE_MS, world)]);
      if (!stop.aborted) await write(writeHeartbeat(heartbeats[turn % heartbeats.length] as HeartbeatForm, world.clock.now()));
    }
  }

  return {
    dialect,
    left: gone.signal,
    raw: write,
    async send(event) {
      const lines = dialect === "A" ? writeTypedEvent(event) : [writeAdkEvent(event, { invocationId, eventId: makeEventId(), at: world.clock.now() })];
      for (const line of lines) await write(`data: ${line}\n\n`);
    },
    async whileAlive(work) {
      const stop = new AbortController();
      const leave = (): void => stop.abort(STOPPED);
      gone.signal.addEventListener("abort", leave, { once: true });
      if (gone.signal.aborted) leave();
      const beating = beat(stop.signal).catch((error: unknown) => {
        if (error !== STOPPED) throw error;
      });
      try {
        return await work;
      } finally {
        gone.signal.removeEventListener("abort", leave);
        leave();
        await beating;
      }
    },
    async cut(how) {
      if (!gone.signal.aborted) await pauseAtLeast(SHORTEST_PAUSE_MS, world);
      cutConnection(res, how);
      gone.abort(new ClientLeft("the stream was cut"));
    },
    end: () => void res.end(),
  };
}

/** Why work that dies with its client ended. */
export class ClientLeft extends Error {
  override name = "ClientLeft";
}

const STOPPED = new Error("the work has ended");

function pauseAtLeast(ms: number, world: World): Promise<void> {
  return world.clock.speed === Infinity ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve();
}
