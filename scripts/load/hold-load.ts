import { createHmac } from "node:crypto";
import { Agent, request } from "node:http";
import pg from "pg";
import type { LoneApp } from "./open-lone-app.ts";
import { percentile, sendSteadily, type Steady } from "./send-steadily.ts";

export interface LoadFigures {
  webhooks: { sent: number; p50: number; p95: number; wrong: string[] };
  pages: { sent: number; p50: number; p95: number; wrong: string[] };
  /** Deliveries that were sent and are not in the database. */
  lost: number;
  /** What one request took of the web process's processor on average, in ms: tells of the app also where others keep the machine busy. */
  cpuMs: number;
}

const PATIENCE_MS = 30_000;

/** Signed webhooks and page views at a steady rate; afterwards every delivery has to be in the database. */
export async function holdLoad(app: LoneApp, o: { webhooksPerSecond: number; pagesPerSecond: number; seconds: number }): Promise<LoadFigures> {
  const agent = new Agent({ keepAlive: true, maxSockets: 400 });
  const secret = app.env["SHOPIFY_API_SECRET"] ?? "";
  const products = ["stoneware-mug", "linen-cushion", "canvas-tote"].map((handle) => app.world.shopify.product(handle)?.gid ?? "");
  const videoId = await app.merchant.generate(products[0]?.split("/").at(-1) ?? "", { recipe: "ecommerce-product-video", prompt: "A video of a mug" });
  const ask = (method: string, path: string, headers: Record<string, string>, body?: string) => new Promise<string | null>((resolve) => {
    const outgoing = request({ host: "127.0.0.1", port: app.port, agent, method, path, headers: { host: "shelfreel.example", "x-forwarded-proto": "https", ...headers }, timeout: PATIENCE_MS }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve(answer.statusCode === 200 ? null : `${path} answered ${answer.statusCode}`));
    });
    outgoing.on("timeout", () => outgoing.destroy(new Error("no answer in time")));
    outgoing.on("error", (error) => resolve(`${path} ${error.message}`));
    outgoing.end(body);
  });
  const webhook = (i: number) => {
    const body = JSON.stringify({ id: i, admin_graphql_api_id: products[i % products.length] });
    return ask("POST", "/webhooks/products/update", {
      "content-type": "application/json", "content-length": String(Buffer.byteLength(body)), "x-shopify-topic": "products/update", "x-shopify-shop-domain": app.shop, "x-shopify-api-version": "2026-10", "x-shopify-webhook-id": `load-${i}`,
      "x-shopify-triggered-at": new Date().toISOString(), "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
    }, body);
  };
  const pages = ["/app", "/app/settings", `/app/videos/${videoId}`, `/app/videos/${videoId}/progress`, "/app/home-progress"];
  const page = (i: number) => ask("GET", pages[i % pages.length] ?? "/app", { authorization: `Bearer ${app.world.shopify.sessionToken()}`, accept: "text/html" });
  const cpuBefore = await cpuSeconds(app);
  const [sentWebhooks, sentPages] = await Promise.all([
    sendSteadily({ perSecond: o.webhooksPerSecond, seconds: o.seconds, send: webhook }), sendSteadily({ perSecond: o.pagesPerSecond, seconds: o.seconds, send: page }),
  ]);
  const cpu = (await cpuSeconds(app)) - cpuBefore;
  agent.destroy();
  const figures = ({ sent, ms, wrong }: Steady) => ({ sent, p50: percentile(ms, 0.5), p95: percentile(ms, 0.95), wrong });
  return { webhooks: figures(sentWebhooks), pages: figures(sentPages), lost: sentWebhooks.sent - (await countDeliveries(app.databaseUrl)), cpuMs: (cpu * 1000) / (sentWebhooks.sent + sentPages.sent) };
}

async function cpuSeconds(app: LoneApp): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${app.port}/metrics`, { headers: { Authorization: `Bearer ${app.env["METRICS_TOKEN"]}` } });
  return Number(/^process_cpu_seconds_total ([\d.]+)/m.exec(await answer.text())?.[1] ?? Number.NaN);
}

async function countDeliveries(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM "WebhookDelivery" WHERE id LIKE 'load-%'`)).rows[0]?.n ?? 0;
  } finally {
    await client.end();
  }
}
