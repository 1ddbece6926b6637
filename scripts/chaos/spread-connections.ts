import { connect, createServer } from "node:net";

/** A small load balancer: every connection to `port` goes to the next of `targets()`. */
export async function spreadConnections(port: number, targets: () => number[]): Promise<{ close(): Promise<void> }> {
  let turn = 0;
  const server = createServer((incoming) => {
    const ports = targets();
    const target = ports[turn++ % Math.max(1, ports.length)];
    if (target === undefined) return void incoming.destroy();
    const outgoing = connect(target, "127.0.0.1");
    incoming.pipe(outgoing).pipe(incoming);
    for (const [one, other] of [[incoming, outgoing], [outgoing, incoming]] as const) one.on("error", () => other.destroy()).on("close", () => other.destroy());
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  return { close: () => new Promise((resolve) => server.close(() => resolve())) };
}
