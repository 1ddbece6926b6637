// Run as a process of its own by the upload test: uploads one file and prints how far its memory rose. Arguments: port, file, bytes.
import { connect } from "node:net";
import { Agent } from "undici";
import { uploadToStagedTarget } from "#app/shopify/upload-to-staged-target.server.ts";

const [port, file, bytes] = process.argv.slice(2);
const dispatcher = new Agent({
  connect(_options, callback) {
    const socket = connect(Number(port), "127.0.0.1", () => callback(null, socket as never));
  },
});
const target = { url: "https://bucket.storage.googleapis.com/", resourceUrl: "https://bucket.storage.googleapis.com/?external_video_id=1", parameters: [{ name: "key", value: "k" }] };
const peak = () => process.resourceUsage().maxRSS / 1024;
const before = peak();
await uploadToStagedTarget({ target, file: String(file), filename: "big.mp4", bytes: Number(bytes) }, { dispatcher, stallMs: 30_000 });
process.stdout.write(JSON.stringify({ risenMb: peak() - before }));
await dispatcher.close();
