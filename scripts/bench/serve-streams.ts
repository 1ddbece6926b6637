// A process of its own: answers every chat message with a stream that gives signs of life until its client leaves. Sends its port.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const BEAT_MS = 1_000;
const text = `data: ${JSON.stringify({ content: { parts: [{ text: "Working on the scene. ".repeat(10) }], role: "model" }, partial: true, invocationId: "e-1", author: "nemo_agent" })}\n\n`;
const server = createServer((req, res) => {
  req.resume();
  res.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
  res.write(text);
  const timer = setInterval(() => res.write(`: ping\n\n${text}`), BEAT_MS);
  res.on("close", () => clearInterval(timer));
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit(0));
