import type { ServerResponse } from "node:http";

/** Cuts the connection under an answer. "reset" is a TCP RST where the socket allows it (not under TLS), "end" a plain FIN. */
export function cutConnection(res: ServerResponse, how: "reset" | "end"): void {
  const socket = res.socket;
  if (!socket || socket.destroyed) return;
  if (how === "end") socket.end(() => socket.destroy());
  else if ("encrypted" in socket) socket.destroy();
  else socket.resetAndDestroy();
}
