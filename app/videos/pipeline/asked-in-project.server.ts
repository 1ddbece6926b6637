import { videoChoices } from "#app/videos/video-json.ts";
import { quotedParts, type AskedFor } from "./check-sound-and-words.ts";
import type { StepContext } from "./step-context.ts";

/**
 * What was asked for in the whole project, for the checks of what is in the timeline: a newer version is judged by the first text together with
 * the merchant's words since. Its sound and length are not: those words may ask for anything.
 */
export async function askedInProject({ deps, video }: Pick<StepContext, "deps" | "video">): Promise<Pick<AskedFor, "choices" | "prompt">> {
  const choices = videoChoices.parse(video.choices);
  if (!video.refinesId) return { choices, prompt: video.prompt };
  const earlier = await deps.db.video.findMany({ where: { shop: video.shop, nemoRowId: video.nemoRowId, version: { lt: video.version } }, orderBy: { version: "asc" }, select: { prompt: true } });
  const [first = "", ...words] = earlier.map(({ prompt }) => prompt);
  const facts = choices.promptEdited ? first : quotedParts(first).join(" ");
  return { choices: { ...choices, promptEdited: true }, prompt: [facts, ...words, video.prompt].join("\n") };
}
