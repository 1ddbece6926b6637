import pg from "pg";
import { APP_URL } from "#fakes/start-world.ts";
import type { Delays } from "#fakes/nemo/settings.ts";
import { actAsMerchant, type Merchant } from "#scripts/demo/act-as-merchant.ts";
import { openBenchApp, type BenchApp } from "./open-bench-app.ts";

/** Products of the built-in catalogue that a video can be made of. */
const HANDLES = ["stoneware-mug", "walnut-desk-lamp", "linen-cushion", "canvas-tote", "beeswax-candle", "olive-soap", "oak-board"];
const LOOK_MS = 25;
const LONGEST_MS = 300_000;

/** Means over the videos, in ms. */
export interface PipelineFigures {
  clickToReadyMs: number;
  /** What NemoVideo took: its delays, and at least as long as its stand-in really made the film. */
  providerMs: number;
  /** From the end of a render at NemoVideo to the look that found it. */
  lostMs: number;
}

interface Times {
  readyMs: number;
  renderMs: number;
  lostMs: number;
}

/** Some videos of different products, begun `apartMs` after each other, through the built app as a merchant's browser asks for them. Real time. */
export async function measurePipeline(o: { delays: Partial<Delays>; videos: number; apartMs: number; env?: Record<string, string> }): Promise<PipelineFigures> {
  const app = await openBenchApp({ speed: 1, film: { size: 128, fps: 5 }, env: { VIDEOS_IN_PROGRESS_PER_SHOP: "10", ...o.env } });
  const merchant = actAsMerchant({ appUrl: APP_URL, proxyUrl: app.world.net.proxyUrl, caFile: app.world.net.caFile, sessionToken: () => app.world.shopify.sessionToken() });
  const database = new pg.Pool({ connectionString: app.database.url, max: o.videos });
  try {
    app.world.nemo.control.set({ delays: o.delays });
    await app.start();
    const productIds = HANDLES.slice(0, o.videos).map((handle) => app.world.shopify.product(handle)?.gid.split("/").at(-1) ?? "");
    const plans = [];
    for (const productId of productIds) plans.push({ productId, ...(await merchant.readPlan(productId, null)).plan });
    const times = await Promise.all(plans.map(async (plan, at) => {
      await pause(at * o.apartMs);
      return makeOne({ app, merchant, database }, plan);
    }));
    const mean = (of: (time: Times) => number) => times.reduce((sum, time) => sum + of(time), 0) / times.length;
    const turnMs = (o.delays.generate ?? 0) + Math.max(o.delays.postProduction ?? 0, o.delays.reply ?? 0);
    return { clickToReadyMs: mean((time) => time.readyMs), providerMs: turnMs + mean((time) => time.renderMs), lostMs: mean((time) => time.lostMs) };
  } finally {
    await merchant.close();
    await database.end();
    await app.close();
  }
}

async function makeOne({ app, merchant, database }: { app: BenchApp; merchant: Merchant; database: pg.Pool }, plan: { productId: string; recipe: string; prompt: string }): Promise<Times> {
  const began = performance.now();
  const videoId = await merchant.generate(plan.productId, { recipe: plan.recipe, prompt: plan.prompt });
  for (;;) {
    const { rows: [video] } = await database.query<{ status: string; merchantText: string | null }>('SELECT status, "merchantText" FROM "Video" WHERE id = $1', [videoId]);
    if (video?.status === "ready") break;
    if (!video || !["queued", "making"].includes(video.status) || performance.now() - began > LONGEST_MS) throw new Error(`a video ended as ${video?.status}: ${video?.merchantText}`);
    await pause(LOOK_MS);
  }
  const readyMs = performance.now() - began;
  const { rows: [render] } = await database.query<{ id: string; pollId: string | null; foundAt: number }>(
    `SELECT id, "pollId", extract(epoch FROM "finishedAt" AT TIME ZONE 'UTC') * 1000 AS "foundAt" FROM "Render" WHERE "videoId" = $1 AND status = 'completed'`, [videoId]);
  const { ledger } = app.world.nemo;
  const submitted = ledger.renders().find(({ renderId }) => renderId === render?.pollId || renderId === render?.id);
  const ended = submitted && ledger.all("render-ended").find(({ renderId }) => renderId === submitted.renderId);
  if (!render || !submitted || !ended) throw new Error("the stand-in does not know the render of a finished video");
  return { readyMs, renderMs: ended.at - submitted.at, lostMs: Math.max(0, Number(render.foundAt) - ended.at) };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
