import { cleanText } from "#app/lib/clean-text.ts";
import type { NemoQuestion } from "./nemo-client.ts";

const MOST_QUESTIONS = 20;
const MOST_OPTIONS = 50;

/** Reads what an `ask_question` event or call asks (protocol §7.4). Never throws; cleans and caps every text. */
export function readQuestions(args: unknown): { title: string; questions: NemoQuestion[] } {
  const asked = recordOf(args);
  const list = Array.isArray(asked["questions"]) ? asked["questions"] : [];
  return { title: word(asked["title"], 300), questions: list.slice(0, MOST_QUESTIONS).map(readQuestion) };
}

function readQuestion(value: unknown, index: number): NemoQuestion {
  const question = recordOf(value);
  const options = Array.isArray(question["options"]) ? question["options"] : [];
  return {
    id: word(question["id"], 100) || String(index + 1),
    prompt: word(question["prompt"] ?? question["question"] ?? value, 1_000),
    options: options.slice(0, MOST_OPTIONS).map((option, at) => {
      const fields = recordOf(option);
      const label = word(fields["label"] ?? option, 300);
      return { id: word(fields["id"], 100) || String(at + 1), label: label || word(fields["id"], 100) };
    }),
    allowMultiple: (question["allow_multiple"] ?? question["allowMultiple"]) === true,
  };
}

function word(value: unknown, maxLength: number): string {
  return typeof value === "string" ? cleanText(value, maxLength).trim() : typeof value === "number" ? String(value) : "";
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
