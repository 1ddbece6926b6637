// The child process of one render: a crash of the native encoder, or the kill that stops it, cannot take the server along.
import { encodeFilm } from "./encode-film.ts";
import type { RenderMessage, ShowcaseJob } from "./showcase-job.ts";

process.on("disconnect", () => process.exit(1));

process.once("message", async (job: ShowcaseJob) => {
  let last: RenderMessage;
  try {
    const result = await encodeFilm(job, (done, of) => tell({ kind: "progress", done, of }));
    last = { kind: "finished", result };
  } catch (error) {
    last = { kind: "failed", reason: error instanceof Error ? error.message : String(error) };
  }
  tell(last, () => process.exit(0));
});

function tell(message: RenderMessage, sent?: () => void): void {
  process.send?.(message, () => sent?.());
}
