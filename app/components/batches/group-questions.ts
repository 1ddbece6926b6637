import type { BatchItemView } from "#app/videos/batches/batch-view.ts";

/** Videos of a batch whose making stopped at the same question. */
export interface QuestionGroup {
  text: string;
  videoIds: string[];
  titles: string[];
}

/** Items that wait for an answer, by the text of their question; the largest group first. Pure. */
export function groupQuestions(items: BatchItemView[]): QuestionGroup[] {
  const groups = new Map<string, QuestionGroup>();
  for (const { video, productTitle } of items) {
    if (video?.status !== "attention" || video.problem?.code !== "nemo.question") continue;
    const text = video.problem.text;
    const group = groups.get(text) ?? { text, videoIds: [], titles: [] };
    group.videoIds.push(video.id);
    group.titles.push(productTitle);
    groups.set(text, group);
  }
  return [...groups.values()].sort((one, other) => other.videoIds.length - one.videoIds.length);
}
