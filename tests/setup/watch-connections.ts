import { Socket } from "node:net";

// Names that can never lead anywhere (RFC 2606): a test may use them to see what a failed look-up does.
const NOWHERE = /\.(invalid|test|example)$/;
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+|localhost)$/;

/** Hosts other than this computer that this process began to connect to. */
export const outside: string[] = [];

/** From now on notes every connection of this process that leads elsewhere. */
export function watchConnections(): void {
  const connect = Socket.prototype.connect as (this: Socket, ...args: unknown[]) => Socket;
  Socket.prototype.connect = function watched(this: Socket, ...args: unknown[]) {
    // net.connect() hands over its arguments as one array
    const first = Array.isArray(args[0]) ? (args[0] as unknown[])[0] : args[0];
    const options = (typeof first === "object" && first !== null ? first : { host: args[1] }) as { host?: unknown; lookup?: unknown };
    const host = typeof options.host === "string" ? options.host : "localhost";
    // Who looks names up in a way of their own is judged by where that leads.
    if (options.lookup) this.once("lookup", (error: unknown, address: string) => void (error || LOOPBACK.test(address) || outside.push(host)));
    else if (!LOOPBACK.test(host) && !NOWHERE.test(host)) outside.push(host);
    return connect.apply(this, args);
  } as typeof Socket.prototype.connect;
}
