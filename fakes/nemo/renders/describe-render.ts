import { json, type Reply } from "#fakes/nemo/http/reply.ts";
import type { RenderRecord } from "#fakes/nemo/store/records.ts";
import type { World } from "#fakes/nemo/world.ts";

/** Where a finished film can be had without any header. */
export function publicUrlOf(world: World, render: RenderRecord): string {
  return `${world.publicCdnOrigin}/render-result/${encodeURIComponent(render.id)}.mp4`;
}

/** The answer to a new render. */
export function describeSubmitted(world: World, render: RenderRecord): Reply {
  if (world.settings.renderShape === "A4") return json(200, { success: true, data: { id: render.id, status: "pending", progress: 5 } });
  return json(200, { taskId: render.id, status: "pending", progress: 5 });
}

/** The answer to a question about a render, in one of the two shapes of protocol §17. */
export function describeRender(world: World, render: RenderRecord): Reply {
  const url = render.status === "completed" ? publicUrlOf(world, render) : undefined;
  const error = render.error ?? undefined;
  if (world.settings.renderShape === "A4") {
    return json(200, {
      success: true,
      data: { id: render.id, status: render.status, progress: render.progress, outputUrl: url, error, createdAt: render.createdAt, completedAt: render.completedAt ?? undefined },
    });
  }
  return json(200, {
    taskId: render.id, status: render.status, progress: render.progress,
    output: url && { url, duration: render.film.durationMs / 1000, size: render.bytes }, error,
  });
}

/** A refusal in the shape of the render endpoints. */
export function refuseRender(world: World, status: number, error: string): Reply {
  return world.settings.renderShape === "A4" ? json(status, { success: false, error }) : json(status, { error });
}
