// Between an app and PostgreSQL: counts what the app has the database execute, from the protocol's own messages.
import { connect, createServer } from "node:net";

export interface StatementCounter {
  /** The database behind the counter. */
  url: string;
  /** Statements executed so far over all connections, with BEGIN and COMMIT. */
  count(): number;
  close(): Promise<void>;
}

const QUERY = "Q".charCodeAt(0);
const EXECUTE = "E".charCodeAt(0);
/** Type and length of a message. */
const HEAD = 5;

/** Listens on a port of its own; `url` is the same database through it. */
export async function countStatements(databaseUrl: string): Promise<StatementCounter> {
  const target = new URL(databaseUrl);
  let count = 0;
  const server = createServer((incoming) => {
    const outgoing = connect(Number(target.port), target.hostname);
    const read = followFrontend(() => count++);
    incoming.on("data", read);
    incoming.pipe(outgoing).pipe(incoming);
    incoming.setNoDelay(true);
    outgoing.setNoDelay(true);
    for (const [one, other] of [[incoming, outgoing], [outgoing, incoming]] as const) one.on("error", () => other.destroy()).on("close", () => other.destroy());
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return { url: String(url), count: () => count, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Follows one connection's messages from the client; the first has no type. Exported for its test. */
export function followFrontend(onStatement: () => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let begun = false;
  return (chunk) => {
    rest = rest.length ? Buffer.concat([rest, chunk]) : chunk;
    for (;;) {
      const head = begun ? HEAD : HEAD - 1;
      if (rest.length < head) return;
      const length = rest.readInt32BE(head - 4) + (begun ? 1 : 0);
      if (rest.length < length) return;
      if (begun && (rest[0] === QUERY || rest[0] === EXECUTE)) onStatement();
      rest = rest.subarray(length);
      begun = true;
    }
  };
}
