import { Banner, BlockStack, Button, Card, InlineStack, Link, Text, TextField } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { productPath } from "#app/lib/product-address.ts";
import type { ConversationView, FreeAnswer } from "#app/videos/versions/conversation-view.ts";
import { needsNoMessage } from "#app/videos/versions/needs-no-message.ts";
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
            Ask for changes
          </Text>
          <Text as="p" tone="subdued">
            {silent} {elsewhere && <Link url={`/app/videos/${newest.videoId}`}>{`Open version ${newest.version}`}</Link>}
            {!newest && <Link url={productPath(productGid)}>Open the product’s page</Link>}
          </Text>
        </BlockStack>
      </Card>
    );
  }
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {question ? "Answer NemoVideo" : "Ask for changes"}
        </Text>
        {question && <QuestionChoices question={question} onChoose={fill} />}
        <div ref={field}>
          <TextField
            label={question ? "Your answer" : "What should be different?"}
            value={kept.text}
            onChange={kept.change}
            multiline={3}
            maxLength={LONGEST}
            autoComplete="off"
            helpText={question ? "Press a choice, or write your own words. Kept while you type." : "Say it as exactly as you can: “Make it 12 seconds long” works better than “make it better”. Kept while you type."}
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
              <Text as="p">{extra.what} Keep it, or have it taken out by one message.</Text>
              <InlineStack>
                <Button size="micro" onClick={() => fill(extra.strip)} accessibilityLabel={`Write the message: ${extra.strip}`}>
                  Have it taken out…
                </Button>
              </InlineStack>
            </BlockStack>
          </Banner>
        ))}
        {conversation.takes.length > 0 && (filesOpen || answer?.intent === "upload" || conversation.files.length > 0) && <OwnFilesPart takes={conversation.takes} files={conversation.files} filesUrl={`${productPath(productGid)}/files`} onChanged={onFilesChanged} />}
        {problem && <ProblemBanner problem={problem} title="Nothing was sent" />}
        {answer && (
          <div role="status">
            <Text as="p">
              {answer.says}{" "}
              {answer.url && (
                <a href={answer.url} download>
                  Download the file
                </a>
              )}
            </Text>
          </div>
        )}
        <Text as="p">
          {free
            ? "These words need no message to NemoVideo: the answer is free."
            : question ? `This sends one message to NemoVideo, about ${conversation.credits.anew} credits. Nothing is made twice.` : `This sends one message to NemoVideo. A change takes about ${conversation.credits.change} credits, a clip made anew about ${conversation.credits.anew}. Version ${newest.version} stays kept.`}
        </Text>
        <InlineStack gap="200">
          <Button variant="primary" disabled={text === ""} loading={busy} onClick={() => send(question ? "message" : "auto")}>
            {free ? "Answer (free)" : question ? "Send the answer" : "Send the message"}
          </Button>
          {free && (
            <Button disabled={busy} onClick={() => send("message")}>
              {`Send it to NemoVideo instead (about ${conversation.credits.change} credits)`}
            </Button>
          )}
          {conversation.takes.length > 0 && !filesOpen && conversation.files.length === 0 && <Button onClick={() => setFilesOpen(true)}>Add a file…</Button>}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
