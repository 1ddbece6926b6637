import { Badge, BlockStack, Box, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { formatCredits, formatElapsed } from "#app/words/format-amounts.ts";
import { say } from "#app/words/say.ts";
import type { VersionView } from "#app/videos/versions/conversation-view.ts";
import { LocalTime } from "./local-time.tsx";
import { Said } from "./said.tsx";

export interface ConversationCardProps {
  versions: VersionView[];
  /** The version of this page. */
  videoId: string;
}

const LONG = 280;

/** What was said in the video's project, version by version, with what came of it and what it took. */
export function ConversationCard({ versions, videoId }: ConversationCardProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {say(versions.length > 1 ? "refine.conversation" : "refine.what_was_said")}
        </Text>
        <ol style={{ listStyle: "none", margin: 0, padding: 0, display: "grid", gap: "var(--p-space-400)" }}>
          {versions.map((version) => (
            <li key={version.videoId}>
              <BlockStack gap="200">
                <InlineStack gap="200" blockAlign="center">
                  <Text as="h3" variant="headingSm">
                    {version.videoId === videoId ? say("refine.version_here", { n: version.version }) : <Link url={`/app/videos/${version.videoId}`}>{say("refine.version", { n: version.version })}</Link>}
                  </Text>
                  <Badge {...(version.badge.tone && { tone: version.badge.tone })}>{version.badge.text}</Badge>
                </InlineStack>
                <Spoken who={say("refine.you")} text={version.words} tinted />
                {version.question && <Spoken who={say("refine.nemo_asks")} text={version.question.questions.map((one) => one.prompt || version.question?.title).join("\n")} />}
                {version.reply && <Spoken who="NemoVideo" text={version.reply} />}
                {version.changes.length > 0 && (
                  <div>
                    <Text as="p" fontWeight="semibold">
                      {say("refine.different")}
                    </Text>
                    <ul style={{ margin: 0, paddingInlineStart: "var(--p-space-500)", overflowWrap: "anywhere" }}>
                      {version.changes.map((change) => (
                        <li key={change}>{change}</li>
                      ))}
                    </ul>
                  </div>
                )}
                {version.problem && !version.question && <Text as="p">{version.problem}</Text>}
                {/* Read before the message left and shown after it, "not sent" would be a reason to send it twice: the card above tells what is so now. */}
                {(version.sentAt || !version.underWay) && (
                  <Text as="p" tone="subdued" variant="bodySm">
                    <Figures version={version} />
                  </Text>
                )}
              </BlockStack>
            </li>
          ))}
        </ol>
      </BlockStack>
    </Card>
  );
}

/** When it was sent, how long NemoVideo took, and what the balance says it cost. */
function Figures({ version }: { version: VersionView }) {
  const { sentAt, tookMs, creditsTaken } = version;
  if (!sentAt) return <>{say("refine.not_sent")}</>;
  return (
    <>
      <Said id="refine.sent" parts={{ when: () => <LocalTime iso={sentAt} /> }} />
      {tookMs !== null && ` · ${say("refine.answered_after", { time: formatElapsed(tookMs) })}`}
      {creditsTaken !== null && ` · ${say("refine.less_on_balance", { credits: formatCredits(creditsTaken) })}`}
    </>
  );
}

function Spoken({ who, text, tinted = false }: { who: string; text: string; tinted?: boolean }) {
  const words = <div style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{text}</div>;
  return (
    <Box padding="300" borderRadius="200" background={tinted ? "bg-surface-secondary" : "bg-surface"} borderWidth="025" borderColor="border-secondary">
      <BlockStack gap="100">
        <Text as="span" variant="bodySm" tone="subdued">
          {who}
        </Text>
        {text.length <= LONG ? (
          words
        ) : (
          <details>
            <summary style={{ cursor: "pointer", overflowWrap: "anywhere" }}>{`${text.slice(0, LONG / 2).replace(/\s+/g, " ")}…`}</summary>
            {words}
          </details>
        )}
      </BlockStack>
    </Box>
  );
}
