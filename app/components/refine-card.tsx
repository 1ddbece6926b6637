import { Banner, BlockStack, Button, Card, InlineStack, Link, Text, TextField } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { productPath } from "#app/lib/product-address.ts";
import type { ConversationView, FreeAnswer } from "#app/videos/versions/conversation-view.ts";
import { needsNoMessage } from "#app/videos/versions/needs-no-message.ts";
import { say } from "#app/words/say.ts";
import type { Problem } from "./describe-problem.ts";
import { OwnFilesPart } from "./own-files-card.tsx";
import { ProblemBanner } from "./problem-banner.tsx";
import { QuestionChoices } from "./question-choices.tsx";
import { useKeptText } from "./use-kept-text.ts";

export interface Say {
  text: string;
  /** "message": goes to NemoVideo whatever the words are. */
  as: "auto" | "message";
}

export interface RefineCardProps {
  conversation: ConversationView;
  videoId: string;
  productGid: string;
  busy: boolean;
  problem: Problem | null;
  answer: FreeAnswer | null;
  onSay(said: Say): void;
  /** After a file came or went. */
  onFilesChanged(): void;
}

/** NemoVideo's limit for one message (protocol §7.1). */
const LONGEST = 8_000;

/** Changes in words: one field, what sending it takes, and words that fit. Words that ask for a file, the balance or the state are free. */
export function RefineCard({ conversation, videoId, productGid, busy, problem, answer, onSay, onFilesChanged }: RefineCardProps) {
  const { newest, silent, versions } = conversation;
  const kept = useKeptText(`refine:${newest?.videoId ?? videoId}`, "");
  const field = useRef<HTMLDivElement>(null);
  const [filesOpen, setFilesOpen] = useState(false);
  const text = kept.text.trim();
  const { reset } = kept;
  // What went out as a version is said; a message that was refused stays in the field.
  const isSaid = text !== "" && versions.some((one) => one.version > 1 && one.words === text);
  useEffect(() => {
    if (isSaid) reset();
  }, [isSaid, reset]);
  const question = versions.find((one) => one.videoId === newest?.videoId)?.question ?? null;
  const free = !question && text !== "" && needsNoMessage(text);
  const fill = (words: string) => {
    kept.change(words);
    field.current?.querySelector("textarea")?.focus();
  };
  const send = (as: Say["as"]) => text !== "" && onSay({ text, as });

  if (silent !== null || !newest) {
    const elsewhere = newest && newest.videoId !== videoId;
    return (
      <Card>
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {say("refine.heading")}
          </Text>
          <Text as="p" tone="subdued">
            {silent} {elsewhere && <Link url={`/app/videos/${newest.videoId}`}>{say("refine.open_version", { n: newest.version })}</Link>}
            {!newest && <Link url={productPath(productGid)}>{say("refine.open_product")}</Link>}
          </Text>
        </BlockStack>
      </Card>
    );
  }
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say(question ? "refine.heading_answer" : "refine.heading")}
        </Text>
        {question && <QuestionChoices question={question} onChoose={fill} />}
        <div ref={field}>
          <TextField
            label={say(question ? "refine.your_answer" : "refine.what_different")}
            value={kept.text}
            onChange={kept.change}
            multiline={3}
            maxLength={LONGEST}
            autoComplete="off"
            helpText={say(question ? "refine.answer_help" : "refine.words_help")}
          />
        </div>
        {!question && conversation.suggestions.length > 0 && (
          <InlineStack gap="200">
            {conversation.suggestions.map((words) => (
              <Button key={words} size="micro" onClick={() => fill(words)}>
                {words}
              </Button>
            ))}
          </InlineStack>
        )}
        {conversation.extras.map((extra) => (
          <Banner key={extra.what} tone="info">
            <BlockStack gap="100">
              <Text as="p">{say("refine.keep_or_take_out", { what: extra.what })}</Text>
              <InlineStack>
                <Button size="micro" onClick={() => fill(extra.strip)} accessibilityLabel={say("refine.take_out_label", { words: extra.strip })}>
                  {say("refine.take_out")}
                </Button>
              </InlineStack>
            </BlockStack>
          </Banner>
        ))}
        {conversation.takes.length > 0 && (filesOpen || answer?.intent === "upload" || conversation.files.length > 0) && <OwnFilesPart takes={conversation.takes} files={conversation.files} filesUrl={`${productPath(productGid)}/files`} onChanged={onFilesChanged} />}
        {problem && <ProblemBanner problem={problem} title={say("refine.nothing_sent")} />}
        {answer && (
          <div role="status">
            <Text as="p">
              {answer.says}{" "}
              {answer.url && (
                <a href={answer.url} download>
                  {say("refine.download_file")}
                </a>
              )}
            </Text>
          </div>
        )}
        <Text as="p">
          {free
            ? say("refine.answer_is_free")
            : question ? say("refine.answer_cost", { n: conversation.credits.anew }) : say("refine.change_cost", { change: conversation.credits.change, anew: conversation.credits.anew, n: newest.version })}
        </Text>
        <InlineStack gap="200">
          <Button variant="primary" disabled={text === ""} loading={busy} onClick={() => send(question ? "message" : "auto")}>
            {say(free ? "refine.answer_free" : question ? "refine.send_answer" : "refine.send_message")}
          </Button>
          {free && (
            <Button disabled={busy} onClick={() => send("message")}>
              {say("refine.send_instead", { n: conversation.credits.change })}
            </Button>
          )}
          {conversation.takes.length > 0 && !filesOpen && conversation.files.length === 0 && <Button onClick={() => setFilesOpen(true)}>{say("refine.add_file")}</Button>}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
