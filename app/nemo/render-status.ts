import type { RenderStatus } from "./nemo-client.ts";
import { isUsableId } from "./nemo-connection.ts";
import { renderAnswer, type RenderAnswer } from "./wire-schemas.ts";

const failedWords = new Set(["failed", "error", "cancelled", "canceled", "timeout"]);
const completedWords = new Set(["completed", "success", "succeeded", "done"]);

/** Reads a render answer in either shape, the top level before `data` (protocol §10.3). Null when it tells nothing of a render. */
export function readRenderStatus(body: Record<string, unknown> | null): RenderStatus | null {
  const answer = parse(body);
  if (!answer) return null;
  const word = (answer.status ?? answer.data?.status)?.trim().toLowerCase();
  if (!word) return null;
  return {
    status: failedWords.has(word) ? "failed" : completedWords.has(word) ? "completed" : "processing",
    progress: toPercent(answer.progress ?? answer.data?.progress ?? null),
    url: urlOf(answer) ?? urlOf(answer.data) ?? null,
  };
}

/** The id to poll, when the answer to a submit names one (protocol §10.1). */
export function readRenderId(body: Record<string, unknown> | null): string | null {
  const answer = parse(body);
  for (const from of [answer, answer?.data]) {
    const id = from?.id ?? from?.taskId ?? from?.task_id ?? from?.render_id ?? from?.renderId;
    if (id && isUsableId(id)) return id;
  }
  return null;
}

function parse(body: Record<string, unknown> | null): RenderAnswer | null {
  const parsed = renderAnswer.safeParse(body);
  return parsed.success ? parsed.data : null;
}

function urlOf(from: RenderAnswer["data"]): string | null {
  const urls = [from?.output?.url, from?.outputUrl, from?.output_url, from?.url];
  return urls.map((url) => (typeof url === "string" ? url.trim() : "")).find((url) => url !== "") ?? null;
}

/** 0..100. A fraction between 0 and 1 is taken for a share of the whole. */
function toPercent(progress: number | null): number | null {
  if (progress === null) return null;
  return Math.min(100, Math.max(0, progress > 0 && progress <= 1 && !Number.isInteger(progress) ? progress * 100 : progress));
}
