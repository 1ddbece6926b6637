// A process of its own beside a transfer: GET gives `bytes` bytes that begin like an MP4, POST and PUT take whatever comes. Prints its port.
import { createServer } from "node:http";

const bytes = Number(process.argv[2]);
const block = Buffer.alloc(256 * 1024, 0x5a);
const begin = Buffer.from([0, 0, 0, 24, ...Buffer.from("ftypisom"), 0, 0, 2, 0, ...Buffer.from("isomiso2")]);

const server = createServer((req, res) => {
  if (req.method !== "GET") {
    req.resume().once("end", () => res.writeHead(204).end());
    return;
  }
  res.writeHead(200, { "content-type": "video/mp4", "content-length": bytes });
  let left = bytes - begin.length;
  res.write(begin);
  const go = () => {
    while (left > 0) {
      const size = Math.min(left, block.length);
      left -= size;
      if (!res.write(size === block.length ? block : block.subarray(0, size))) return void res.once("drain", go);
    }
    res.end();
  };
  go();
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`${typeof address === "object" ? address?.port : ""}\n`);
});
