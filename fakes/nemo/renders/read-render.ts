import { createReadStream } from "node:fs";
import { fine, json, Refusal, type Reply } from "#fakes/nemo/http/reply.ts";
import type { Exchange } from "#fakes/nemo/http/exchange.ts";
import type { RenderRecord, TokenRecord } from "#fakes/nemo/store/records.ts";
import type { World } from "#fakes/nemo/world.ts";
import { describeRender, publicUrlOf, refuseRender } from "./describe-render.ts";
import { filmFile, stopRender } from "./run-render.ts";

/** GET /api/render/proxy/lambda/<id> (protocol §10.3). A render belongs to the user who ordered it. */
export function readRender(world: World, exchange: Exchange, token: TokenRecord): Reply {
  return describeRender(world, findRender(world, exchange, token));
}

/** POST /api/render/proxy/lambda/<id>/cancel (protocol §10.4). */
export function cancelRender(world: World, exchange: Exchange, token: TokenRecord): Reply {
  const render = findRender(world, exchange, token);
  world.ledger.add({ kind: "cancel", at: world.clock.now(), renderId: render.id });
  if (!stopRender(world, render)) return refuseRender(world, 409, `Render is already ${render.status}`);
  return world.settings.renderShape === "A4" ? json(200, { success: true, data: { id: render.id, status: "cancelled" } }) : fine({ id: render.id, status: "cancelled" });
}

/** GET /api/render/proxy/<id>/download (protocol §11.2): the film itself, or the way to it. */
export function downloadRender(world: World, exchange: Exchange, token: TokenRecord): Reply {
  const render = findRender(world, exchange, token);
  if (render.status !== "completed") throw new Refusal(refuseRender(world, 400, "Render is not completed"));
  if (world.settings.download === "redirect") return { kind: "text", status: 302, type: "text/plain", text: "", headers: { location: publicUrlOf(world, render) } };
  exchange.res.on("close", () => {
    world.ledger.add({
      kind: "download", at: world.clock.now(), via: "fallback", path: exchange.entry.path, range: null,
      bytes: exchange.entry.bytesOut, complete: exchange.entry.bytesOut === render.bytes && exchange.res.writableFinished,
    });
  });
  return { kind: "bytes", status: 200, headers: { "content-type": "video/mp4", "content-length": render.bytes }, body: createReadStream(filmFile(world, render)) };
}

function findRender(world: World, exchange: Exchange, token: TokenRecord): RenderRecord {
  const render = world.store.renders.get(exchange.params[0] ?? "");
  if (!render || render.userId !== token.userId) throw new Refusal(refuseRender(world, 404, "Render not found"));
  return render;
}
