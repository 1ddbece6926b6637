import type { NemoQuestion } from "./nemo-client.ts";

/**
 * The message that answers an agent's questions (protocol §7.11): one line per question, `1. <prompt>: <label>`, several
 * labels joined by commas, `Skipped` when there is nothing to choose. `wanted` are words that speak for an option, the
 * strongest first (for example `1:1`, `square`); without a match the first option is taken. It is a new message, with
 * whatever it costs.
 */
export function composeAnswers(questions: readonly NemoQuestion[], wanted: readonly string[]): string {
  return questions.map((question, index) => `${index + 1}. ${oneLine(question.prompt)}: ${choose(question, wanted)}`).join("\n");
}

function choose(question: NemoQuestion, wanted: readonly string[]): string {
  const labels = question.options.map((option) => oneLine(option.label)).filter((label) => label !== "");
  const fitting = wanted.flatMap((word) => labels.filter((label) => label.toLowerCase().includes(word.toLowerCase())));
  const chosen = question.allowMultiple && fitting.length > 0 ? [...new Set(fitting)] : [fitting[0] ?? labels[0]];
  return chosen.filter((label) => label !== undefined).join(", ") || "Skipped";
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
