import { BlockStack, Button, Card, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { creditsIn } from "#app/words/format-amounts.ts";
import { say } from "#app/words/say.ts";
import type { BatchAct } from "./batch-act.ts";
import { QuestionChoices } from "#app/components/question-choices.tsx";
import type { QuestionGroup } from "./group-questions.ts";

/** NemoVideo's limit for one message is far above; an answer is a sentence or two. */
const LONGEST_ANSWER = 1_000;
const TITLES_SHOWN = 5;

export interface AnswerManyProps {
  group: QuestionGroup;
  creditsEach: number;
  busy: string | null;
  onAct(act: BatchAct): void;
}

/** One answer in words to the same question of several videos; one paid message each, said on the button. */
export function AnswerMany({ group, creditsEach, busy, onAct }: AnswerManyProps) {
  const [text, setText] = useState("");
  const n = group.videoIds.length;
  const titles = group.titles.slice(0, TITLES_SHOWN).join(say("common.list_separator"));
  const others = group.titles.length - TITLES_SHOWN;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{say("batches.asks", { n })}</Text>
        <Text as="p" tone="subdued">{others > 0 ? say("batches.titles_and_more", { titles, n: others }) : titles}</Text>
        <QuestionChoices question={group.question} onChoose={setText} />
        <TextField label={say("batches.your_answer")} value={text} onChange={setText} multiline={2} maxLength={LONGEST_ANSWER} autoComplete="off" />
        <InlineStack>
          <Button loading={busy === "answer"} disabled={!text.trim() || (busy !== null && busy !== "answer")} onClick={() => onAct({ intent: "answer", videoIds: group.videoIds.join(","), text: text.trim() })}>
            {say("batches.answer_n", { n, credits: creditsIn(n * creditsEach) })}
          </Button>
        </InlineStack>
        <Text as="p" tone="subdued">
          {say("batches.answer_charge", { n })}
        </Text>
      </BlockStack>
    </Card>
  );
}
