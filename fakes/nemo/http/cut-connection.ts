import type { ServerResponse } from "node:http";
import type { Cut } from "#fakes/nemo/scenarios/scenario.ts";

/** Breaks the connection under an answer. A TCP RST only where the socket allows it (not under TLS). */
export function cutConnection(res: ServerResponse, how: Cut): void {
  const { socket } = res;
  if (!socket || socket.destroyed) return;
  if (how === "half-close") return void socket.end();
  if (how === "bad-chunk") return void socket.end("zz\r\nno chunk\r\n", () => socket.destroy());
  if (how === "end") return void socket.end(() => socket.destroy());
  if ("encrypted" in socket) socket.destroy();
  else socket.resetAndDestroy();
}
