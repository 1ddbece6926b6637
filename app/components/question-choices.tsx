import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { AskedQuestion } from "#app/videos/video-json.ts";

export interface QuestionChoicesProps {
  question: AskedQuestion;
  /** The whole answer as it stands, to be read and changed before it is sent. */
  onChoose(answer: string): void;
}

/** The questions of the agent with their options as buttons. Pressing one writes the answer; nothing is sent by it. */
export function QuestionChoices({ question, onChoose }: QuestionChoicesProps) {
  const [chosen, setChosen] = useState<Record<string, string[]>>({});
  const choose = (id: string, label: string, many: boolean) => {
    const now = chosen[id] ?? [];
    const labels = many ? (now.includes(label) ? now.filter((one) => one !== label) : [...now, label]) : [label];
    const next = { ...chosen, [id]: labels };
    setChosen(next);
    onChoose(answerOf(question, next));
  };
  return (
    <BlockStack gap="300">
      {question.title && <Text as="p">{question.title}</Text>}
      {question.questions.map((one) => (
        <div key={one.id} role="group" aria-label={one.prompt}>
          <BlockStack gap="100">
            <Text as="p" fontWeight="semibold">
              {one.prompt}
            </Text>
            <InlineStack gap="200">
              {one.options.map((option) => (
                <Button key={option.id} pressed={chosen[one.id]?.includes(option.label) ?? false} onClick={() => choose(one.id, option.label, one.allowMultiple)}>
                  {option.label}
                </Button>
              ))}
            </InlineStack>
          </BlockStack>
        </div>
      ))}
    </BlockStack>
  );
}

/** One line for each question: `1. <prompt>: <label>`, several labels with commas, `Skipped` for none (protocol §7.11). */
export function answerOf(question: AskedQuestion, chosen: Record<string, string[]>): string {
  return question.questions.map((one, at) => `${at + 1}. ${one.prompt.replace(/\s+/g, " ").trim()}: ${chosen[one.id]?.join(", ") || "Skipped"}`).join("\n");
}
