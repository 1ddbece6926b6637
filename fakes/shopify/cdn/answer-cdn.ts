import { existsSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { serveFile } from "#fakes/net/serve-file.ts";
import { mediaStatus } from "#fakes/shopify/media/process-video.ts";
import type { ShopWorld } from "#fakes/shopify/shop-world.ts";
import { drawPoster } from "./draw-poster.ts";
import { servePicture } from "./serve-picture.ts";

const inter = path.dirname(createRequire(import.meta.url).resolve("@fontsource-variable/inter/package.json"));
const pages = path.join(import.meta.dirname, "../pages");

/** cdn.shopify.com: App Bridge, the Inter stylesheet, pictures by their address, and videos that are ready (with Range). */
export async function answerCdn(world: ShopWorld, req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
  const notFound = () => void res.writeHead(404, { "content-type": "text/plain" }).end("Not Found");
  if (req.method !== "GET" && req.method !== "HEAD") return void res.writeHead(405).end();
  if (url.pathname === "/shopifycloud/app-bridge.js") return serveFile(req, res, path.join(pages, "app-bridge.js"), { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-cache" });
  if (url.pathname === "/static/fonts/inter/v4/styles.css") {
    const css = readFileSync(path.join(inter, "index.css"), "utf8").replaceAll("'Inter Variable'", "'Inter'");
    return void res.writeHead(200, { "content-type": "text/css; charset=utf-8", "access-control-allow-origin": "*" }).end(css);
  }
  if (url.pathname.startsWith("/static/fonts/inter/v4/files/")) {
    return serveFile(req, res, path.join(inter, "files", path.basename(url.pathname)), { "content-type": "font/woff2", "cache-control": "public, max-age=31536000" });
  }
  const pictureId = /^\/s\/files\/1\/[\d/]+\/files\/(\d+)\.\w+$/.exec(url.pathname)?.[1];
  if (pictureId) {
    const picture = world.state.media.find((media) => media.type === "IMAGE" && media.gid.endsWith(`/${pictureId}`));
    return picture?.type === "IMAGE" ? servePicture(world, req, res, picture.file, url.searchParams) : notFound();
  }
  const posterId = /\/preview_images\/(\d+)\.thumbnail\.jpg$/.exec(url.pathname)?.[1];
  const upload = /^\/videos\/c\/(?:vp|o\/v)\/(\w+)/.exec(url.pathname)?.[1];
  const video = world.state.media.find((media) => media.type === "VIDEO" && (media.upload === upload || media.gid.endsWith(`/${posterId}`)));
  if (video?.type !== "VIDEO" || mediaStatus(video) !== "READY" || !video.outcome || !("facts" in video.outcome)) return notFound();
  if (upload) return serveFile(req, res, path.join(world.uploadsDir, video.upload), { "content-type": video.mimeType, "cache-control": "public, max-age=31536000" });
  const poster = path.join(world.picturesDir, `poster-${posterId}.jpg`);
  if (!existsSync(poster)) await drawPoster(world, video, video.outcome.facts, poster);
  return servePicture(world, req, res, poster, url.searchParams);
}
