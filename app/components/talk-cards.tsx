import { BlockStack, Card, Text } from "@shopify/polaris";
import type { ConversationView, FreeAnswer, VersionView } from "#app/videos/versions/conversation-view.ts";
import type { VideoView } from "#app/videos/video-view.ts";
import { say } from "#app/words/say.ts";
import { CompareCard } from "./compare-card.tsx";
import { ConversationCard } from "./conversation-card.tsx";
import type { Problem } from "./describe-problem.ts";
import { RefineCard, type Say } from "./refine-card.tsx";
import { TimelinePicture } from "./timeline-picture.tsx";

/** What the page knows of the video's project, and what may be done in it. */
export interface Talk {
  conversation: ConversationView;
  busy: boolean;
  /** Why the last words were not sent. */
  problem: Problem | null;
  answer: FreeAnswer | null;
  onSay(said: Say): void;
  onPublish(version: VersionView): void;
  onFilesChanged(): void;
}

/** The part of a video's page that is about its project: changes in words, versions beside each other, what was said, the timeline. */
export function TalkCards({ video, talk }: { video: VideoView; talk: Talk }) {
  const { conversation, busy, problem, answer, onSay, onPublish, onFilesChanged } = talk;
  const { versions } = conversation;
  const here = versions.find((one) => one.videoId === video.id);
  const compared = Boolean(here?.player) && versions.some((one) => one.videoId !== video.id && one.player);
  const said = versions.length > 1 || Boolean(here?.reply) || Boolean(here?.question);
  const begun = Boolean(here?.sentAt) || versions.length > 1;
  return (
    <BlockStack gap="400">
      {begun && <RefineCard conversation={conversation} videoId={video.id} productGid={video.productGid} busy={busy} problem={problem} answer={answer} onSay={onSay} onFilesChanged={onFilesChanged} />}
      {compared && <CompareCard versions={versions} videoId={video.id} poster={video.pictures[0]?.url ?? null} title={video.productTitle} busy={busy} onPublish={onPublish} />}
      {!compared && here?.timeline && (
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {say("video.timeline")}
            </Text>
            <TimelinePicture {...here.timeline} />
          </BlockStack>
        </Card>
      )}
      {said && <ConversationCard versions={versions} videoId={video.id} />}
    </BlockStack>
  );
}
