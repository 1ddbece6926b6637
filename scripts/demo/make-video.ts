import { existsSync, globSync } from "node:fs";
import path from "node:path";
import { findScenario } from "#fakes/nemo/scenarios/find-scenario.ts";
import { APP_URL } from "#fakes/start-world.ts";
import { bringFootage } from "./bring-footage.ts";
import { actAsMerchant, type Merchant, type VideoSeen } from "./act-as-merchant.ts";
import { DemoError } from "./demo-error.ts";
import type { DemoWorld } from "./open-demo-world.ts";
import type { DemoOptions } from "./read-options.ts";
import type { Teller } from "./tell-progress.ts";

const LOOK_MS = 250;

interface Making {
  options: DemoOptions;
  world: DemoWorld;
  teller: Teller;
  keptDir: string;
}

/**
 * One video from the click to the listing, told step by step. Without a wish for a product or `--once`, a shop whose first product
 * has its video already is left as it is. Gives the exit code; throws DemoError with the reason when a step failed.
 */
export async function makeVideo({ options, world, teller, keptDir }: Making): Promise<number> {
  const product = chooseProduct(world, options);
  if (!product) {
    teller.line("The first products have their videos already. Press Generate video in the browser, or start with --product HANDLE.");
    return 0;
  }
  const merchant = actAsMerchant({ appUrl: APP_URL, proxyUrl: world.net.proxyUrl, caFile: world.net.caFile, sessionToken: () => world.shopify.sessionToken() });
  let page = await merchant.readPlan(idOf(product), options.recipe);
  const inCatalog = world.catalog.find(({ handle }) => handle === product.handle);
  if (inCatalog && page.plan.takes.includes("footage") && !page.files.some((file) => file.kind === "footage")) {
    await bringFootage({ merchant, productId: idOf(product), product: inCatalog, stateDir: options.stateDir, teller });
    page = await merchant.readPlan(idOf(product), options.recipe);
  }
  teller.line(`Making a video for “${page.product.title}” from ${page.plan.pictures.length} ${page.plan.pictures.length === 1 ? "picture" : "pictures"}.\n\nMedia before:\n${listMedia(world, product.handle)}\n`);
  if (page.plan.blockers.length) throw new DemoError(page.plan.blockers.join(" "));

  if (options.fault) {
    world.nemo.control.next(options.fault);
    teller.line(`What goes wrong: ${findScenario(options.fault).about}.\n`);
  }
  const began = Date.now();
  // The recipe as asked for, so that the app and not the demo judges whether there is one.
  const videoId = await merchant.generate(idOf(product), { recipe: options.recipe ?? page.plan.recipe, prompt: page.plan.prompt });
  const ready = await follow(merchant, videoId, teller, (video) => video.status === "ready");
  for (const warning of ready.warnings) teller.line(`          ! ${warning.text}`);
  await merchant.approve(videoId, ready.suggestedAlt);
  await follow(merchant, videoId, teller, (video) => video.status === "published", ready);
  const { player } = ready;
  const file = keptFile(keptDir, videoId);
  teller.line([
    "", `On the product after ${((Date.now() - began) / 1000).toFixed(1)} s.`, "", "Media after:", listMedia(world, product.handle), "",
    `The MP4: ${file}${player ? ` (${player.width}×${player.height}, ${(player.durationMs / 1000).toFixed(1)} s, ${(player.bytes / 1e6).toFixed(1)} MB)` : ""}`,
  ].join("\n"));
  return 0;
}

function chooseProduct(world: DemoWorld, options: DemoOptions) {
  const products = world.products();
  if (options.product) {
    const wanted = products.find((product) => product.handle === options.product);
    if (!wanted) throw new DemoError(`The stand-in shop no longer has the product “${options.product}”.`);
    return wanted;
  }
  const suitable = products.filter((product) => product.status === "ACTIVE" && product.media.some((media) => media.type === "IMAGE"));
  const first = suitable[0];
  if (!first) throw new DemoError("No active product of the catalogue has a picture, so there is nothing to make a video from.");
  const without = suitable.find((product) => !product.media.some((media) => media.type === "VIDEO"));
  return without === first ? first : options.once ? (without ?? first) : null;
}

/** Looks until `isThere`, telling each step once when it is over. */
async function follow(merchant: Merchant, videoId: string, teller: Teller, isThere: (video: VideoSeen) => boolean, toldBefore?: VideoSeen): Promise<VideoSeen> {
  const told = new Set(toldBefore?.steps.filter((step) => step.state === "done").map((step) => step.key));
  for (;;) {
    const video = await merchant.readVideo(videoId);
    for (const step of video.steps) {
      if (step.state !== "done" || told.has(step.key)) continue;
      told.add(step.key);
      const ms = step.startedAt && step.finishedAt ? Date.parse(step.finishedAt) - Date.parse(step.startedAt) : 0;
      teller.done(step.title, ms);
    }
    if (isThere(video)) return video;
    if (video.problem && !video.moving) throw new DemoError(`The video was not finished (${video.problem.code}): ${video.problem.text} ${video.problem.charge}`);
    if (!video.moving && video.status !== "ready") throw new DemoError(`The video ended as “${video.status}”: ${video.headline}`);
    teller.now(video.headline);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

const listMedia = (world: DemoWorld, handle: string): string =>
  world.products().find((product) => product.handle === handle)?.media
    .map((media, i) => `  ${i + 1}. ${media.type.padEnd(6)} ${media.status.padEnd(10)} ${media.filename ?? ""}`).join("\n") || "  (none)";

function keptFile(keptDir: string, videoId: string): string {
  const [file] = globSync(path.join(keptDir, "*", videoId, "*.mp4"));
  if (!file || !existsSync(file)) throw new DemoError("The video is on the product, but its kept copy was not found.");
  return path.relative(process.cwd(), file);
}

/** The number at the end of a product's gid: the app's addresses use it. */
const idOf = (product: { gid: string }): string => product.gid.split("/").at(-1) ?? "";
