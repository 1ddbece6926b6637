import type { BatchItemView } from "#app/videos/batches/batch-view.ts";
import type { AskedQuestion } from "#app/videos/video-json.ts";

/** Videos of a batch whose making stopped at the same question. */
export interface QuestionGroup {
  /** The same for the same words and options, whatever their ids. */
  key: string;
  question: AskedQuestion;
  videoIds: string[];
  titles: string[];
}

/** Items that wait for an answer, by what they were asked; the largest group first. Pure. */
export function groupQuestions(items: BatchItemView[]): QuestionGroup[] {
  const groups = new Map<string, QuestionGroup>();
  for (const { video, question, productTitle } of items) {
    if (!video || !question) continue;
    const key = JSON.stringify([question.title, ...question.questions.map((one) => [one.prompt, one.allowMultiple, ...one.options.map((option) => option.label)])]);
    const group = groups.get(key) ?? { key, question, videoIds: [], titles: [] };
    group.videoIds.push(video.id);
    group.titles.push(productTitle);
    groups.set(key, group);
  }
  return [...groups.values()].sort((one, other) => other.videoIds.length - one.videoIds.length);
}
