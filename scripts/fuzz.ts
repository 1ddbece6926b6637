// npm run fuzz: thousands of requests over all routes against the built app, with valid and broken tokens and hostile bodies. Prints what was found;
// the exit code is 1 when an answer failed or told what is inside. Options: --requests N --seed N
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { seededRandom } from "./chaos/seeded-random.ts";
import { buildIfNeeded } from "./build-if-needed.ts";
import { openLoneApp } from "./load/open-lone-app.ts";
import { judgeAnswer } from "./fuzz/judge-answer.ts";
import { listRoutes } from "./fuzz/list-routes.ts";
import { makeRequests } from "./fuzz/make-requests.ts";
import { sendRaw } from "./fuzz/send-raw.ts";

const AT_ONCE = 8;
const LONGEST_MS = 20 * 60_000;
const { values } = parseArgs({ options: { requests: { type: "string", default: "10000" }, seed: { type: "string", default: "20261121" } } });
const [requests = 0, seed = 0] = [values.requests, values.seed].map(Number);
if (![requests, seed].every((one) => Number.isInteger(one) && one >= 0)) {
  process.stderr.write("Usage: npm run fuzz -- [--requests N] [--seed N], whole numbers.\n");
  process.exit(2);
}
const say = (line: string) => process.stdout.write(`${line}\n`);
const dir = mkdtempSync(path.join(tmpdir(), "shelfreel-fuzz-"));
let good = false;
try {
  await buildIfNeeded();
  const app = await openLoneApp({ dir, worker: false });
  try {
    const productId = app.world.shopify.product("stoneware-mug")?.gid.split("/").at(-1) ?? "";
    const started = await app.merchant.generate(productId, { recipe: "ecommerce-product-video", prompt: "A video of a mug" });
    const made = makeRequests({ routes: listRoutes(), shop: app.shop, apiKey: app.env["SHOPIFY_API_KEY"] ?? "", apiSecret: app.env["SHOPIFY_API_SECRET"] ?? "", knownIds: [started, productId, `gid://shopify/Product/${productId}`], random: seededRandom(seed) });
    const canaries = { "the app's secret": app.env["SHOPIFY_API_SECRET"] ?? "", "the key": app.env["ENCRYPTION_KEY"] ?? "", "a NemoVideo token": app.env["NEMO_TOKEN"] ?? "", "an access token": "shpat_", "the operator's token": app.env["METRICS_TOKEN"] ?? "" };
    const found: string[] = [];
    const statuses: Record<string, number> = {};
    const began = Date.now();
    let sent = 0;
    const run = async () => {
      while (sent < requests && Date.now() < began + LONGEST_MS) {
        sent++;
        const request = made.next().value;
        const answer = await sendRaw(app.port, request);
        statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
        const wrong = judgeAnswer(request, answer, canaries);
        if (wrong) found.push(wrong);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, run));
    const alive = await sendRaw(app.port, { method: "GET", path: "/readyz", headers: {}, body: null });
    say(`${sent} requests in ${((Date.now() - began) / 1000).toFixed(0)} s, seed ${seed}: ${Object.entries(statuses).map(([status, count]) => `${count} × ${status}`).join(", ")}`);
    for (const one of [...new Set(found)].slice(0, 20)) say(`  ${one}`);
    say(`${found.length} failed or told something; afterwards the app ${alive.status === 200 ? "is ready" : `answers ${alive.status}`}.`);
    good = sent >= requests && found.length === 0 && alive.status === 200;
  } finally {
    await app.close();
  }
} finally {
  rmSync(dir, { recursive: true, force: true });
}
process.exit(good ? 0 : 1);
