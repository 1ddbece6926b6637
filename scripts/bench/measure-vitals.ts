import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { chromium, type Browser, type Frame, type Page } from "playwright-core";
import { findChromium, howToGetChromium } from "#scripts/find-chromium.ts";
import { openBenchApp, SHOP, type BenchApp } from "./open-bench-app.ts";
import { quantile } from "./send-as-admin.ts";
import { seededVideoId, seedVideos } from "./seed-videos.ts";

const library = path.join(path.dirname(createRequire(import.meta.url).resolve("web-vitals")), "web-vitals.iife.js");
const SETTLE_MS = 1_500;
const VIDEOS = 100;

/** Of the app's own frame; medians over the rounds. Times in ms; bytes as they were sent, compressed. */
export interface PageVitals {
  name: string;
  lcpMs: number;
  cls: number;
  inpMs: number;
  scriptBytes: number;
}

interface Seen {
  LCP: number;
  CLS: number;
  INP: number;
}

/** The bare app's page and every page of ours, each opened `rounds` times in a browser without a cache, at the same address in the same admin. */
export async function measureVitals(o: { bareDir: string; rounds: number; only?: string[] }): Promise<{ bare: PageVitals; pages: PageVitals[] }> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(howToGetChromium);
  const app = await openBenchApp({ speed: Infinity, env: { WORKER: "off" } });
  const browser = await chromium.launch({ executablePath, args: [...app.world.chromiumArgs, "--disable-quic", "--no-first-run", "--disable-background-networking", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])] });
  try {
    const product = app.world.shopify.product("stoneware-mug");
    await seedVideos(app.database.client, { shop: SHOP, from: 0, to: VIDEOS, productGids: product ? [product.gid] : [] });
    const bareServer = await app.start({ cwd: o.bareDir });
    const bare = await measurePage(app, browser, { name: "bare", path: "/app" }, o.rounds);
    await bareServer.stop();
    // The bare app keeps its token in the clear; ours opens sealed ones only.
    await app.database.client.query('DELETE FROM "Session"');
    await app.start();
    const wanted = [
      { name: "Home", path: "/app" }, { name: "Products", path: "/app/products" }, { name: "Product", path: `/app/products/${product?.gid.split("/").at(-1)}` },
      { name: "Video", path: `/app/videos/${seededVideoId(42)}` }, { name: "Batches", path: "/app/batches" }, { name: "Settings", path: "/app/settings" },
    ].filter(({ name }) => !o.only || o.only.includes(name));
    const pages: PageVitals[] = [];
    for (const page of wanted) pages.push(await measurePage(app, browser, page, o.rounds));
    return { bare, pages };
  } finally {
    await browser.close();
    await app.close();
  }
}

async function measurePage(app: BenchApp, browser: Browser, page: { name: string; path: string }, rounds: number): Promise<PageVitals> {
  const seen: (Seen & { bytes: number })[] = [];
  // The first opening signs in and warms the server.
  for (let round = 0; round <= rounds; round++) {
    const once = await openOnce(app, browser, page.path);
    if (round > 0) seen.push(once);
  }
  const middle = (of: (one: Seen & { bytes: number }) => number) => quantile(seen.map(of), 0.5);
  return { name: page.name, lcpMs: middle(({ LCP }) => LCP), cls: middle(({ CLS }) => CLS), inpMs: middle(({ INP }) => INP), scriptBytes: middle(({ bytes }) => bytes) };
}

async function openOnce(app: BenchApp, browser: Browser, at: string): Promise<Seen & { bytes: number }> {
  // As a person's own browser names itself: what calls itself headless is taken for a robot.
  const userAgent = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${browser.version()} Safari/537.36`;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, userAgent });
  try {
    await context.addInitScript({ content: `${readFileSync(library, "utf8")};window.__vitals={LCP:0,CLS:0,INP:0};for(const on of ["onLCP","onCLS","onINP"])webVitals[on]((m)=>{window.__vitals[m.name]=m.value},{reportAllChanges:true,durationThreshold:0});` });
    const page = await context.newPage();
    const sizes: Promise<number>[] = [];
    const appHost = new URL(app.world.env.SHOPIFY_APP_URL ?? "").host;
    page.on("requestfinished", (request) => {
      if (request.resourceType() === "script" && new URL(request.url()).host === appHost) sizes.push(request.sizes().then((size) => size.responseBodySize));
    });
    const statuses: number[] = [];
    page.on("response", (response) => {
      // Seeded videos have no film on this disk; the page around it is what is measured.
      const { host, pathname } = new URL(response.url());
      if (host === appHost && !pathname.startsWith("/media/")) statuses.push(response.status());
    });
    await page.goto(app.world.adminUrl.replace(/\/app$/, at), { waitUntil: "load" });
    const frame = await appFrame(page, appHost);
    await frame.waitForLoadState("networkidle");
    await page.waitForTimeout(SETTLE_MS);
    // A click that does nothing still has to be answered: the page is alive when it is.
    await frame.locator("h1").first().click();
    await page.keyboard.press("Tab");
    await page.waitForTimeout(SETTLE_MS / 3);
    if (statuses.some((status) => status >= 400)) throw new Error(`${at} was not shown: ${statuses.join(", ")}`);
    const seen = await frame.evaluate(() => (window as unknown as { __vitals: Seen }).__vitals);
    return { ...seen, bytes: (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) };
  } finally {
    await context.close();
  }
}

async function appFrame(page: Page, host: string): Promise<Frame> {
  await page.frameLocator("iframe").locator("h1").first().waitFor();
  const frame = page.frames().find((candidate) => candidate.url().includes(host));
  if (!frame) throw new Error("the admin shows no frame of the app");
  return frame;
}
