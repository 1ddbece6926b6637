import { Banner, BlockStack, Card, Layout, Text } from "@shopify/polaris";
import type { VideoView } from "#app/videos/video-view.ts";
import { say } from "#app/words/say.ts";
import { ApproveCard } from "./approve-card.tsx";
import type { Problem } from "./describe-problem.ts";
import { RecordCard } from "./record-card.tsx";
import { LocalTime } from "./local-time.tsx";
import { ProblemBanner } from "./problem-banner.tsx";
import { Said } from "./said.tsx";
import { StepsCard } from "./steps-card.tsx";
import { stillWorkingSentence } from "./still-working.ts";
import { useFocusAfterAct } from "./use-focus-after-act.ts";
import { TalkCards, type Talk } from "./talk-cards.tsx";
import { useServerNow } from "./use-server-now.ts";
import { UnknownEnd } from "./unknown-end.tsx";
import { VideoActions } from "./video-actions.tsx";
import { VideoFactsCard } from "./video-facts-card.tsx";
import { VideoPlayer } from "./video-player.tsx";
import { VideoWarning } from "./video-warning.tsx";
import { WhatWasSentCard } from "./what-was-sent-card.tsx";

/** What a merchant may do with a video; the fields are the form that the route's action takes. */
export type VideoAct = { intent: "approve"; place: string; alt: string; replace: "yes" | "no" } | { intent: "discard" | "cancel" | "retry" | "undo" | "leave" };

export interface VideoPageViewProps {
  video: VideoView;
  /** Server's time (ISO) when the page was made. */
  now: string;
  /** Where the shop's videos go when nobody says otherwise: "last", "second" or "0" for the first place. */
  usualPlace: string;
  /** The page cannot reach the app at the moment. */
  lost: boolean;
  /** The merchant asked for a second video while this one was on its way. */
  already: boolean;
  /** The act that is under way. */
  busy: string | null;
  /** Why the last act did not work. */
  problem: Problem | null;
  onAct(act: VideoAct): void;
  /** The video’s project: what was said, its versions, what can be said next. Null where the page shows none. */
  talk?: Talk | null;
}

/** One video from the click to the listing. */
export function VideoPageView({ video, now: serverNow, usualPlace, lost, already, busy, problem, onAct, talk = null }: VideoPageViewProps) {
  const now = useServerNow(serverNow, video.moving);
  const headline = useFocusAfterAct(busy, video.status);
  // On the way onto the product and off it again, the time counts from there: the video may be weeks old.
  const made = video.status === "queued" || video.status === "making";
  const began = video.steps.find((step) => step.startedAt && (made || step.state === "now"))?.startedAt ?? video.createdAt;
  const stillWorking = video.moving ? stillWorkingSentence(now - Date.parse(began)) : null;
  const { waitsUntil } = video;
  const toDecide = video.can.approve || video.can.publishAgain;
  // A question is no fault: it stands with its choices in the card below.
  const isAsked = talk !== null && video.status === "attention" && video.problem?.code === "nemo.question";
  // Until there is a video to look at, the steps are what the page is about.
  const steps = <StepsCard steps={video.steps} now={now} moving={video.moving} />;
  return (
    <Layout>
      <Layout.Section>
        <BlockStack gap="400">
          {lost && (
            <Banner tone="warning" title={say("video.unreachable")}>
              <Text as="p">{say("video.unreachable_text")}</Text>
            </Banner>
          )}
          {already && video.moving && (
            <Banner tone="info">
              <Text as="p">{say("video.already")}</Text>
            </Banner>
          )}
          {problem && <ProblemBanner problem={problem} title={say("video.not_done")} />}
          <Card>
            <BlockStack gap="400">
              <BlockStack gap="100">
                <div aria-live="polite" ref={headline} tabIndex={-1} style={{ outline: "none" }}>
                  <Text as="h2" variant="headingMd">
                    {video.headline}
                  </Text>
                  {stillWorking && <Text as="p">{stillWorking}</Text>}
                  {waitsUntil && (
                    <Text as="p">
                      <Said id="video.next_try" parts={{ when: () => <LocalTime iso={waitsUntil} /> }} />
                    </Text>
                  )}
                  {video.status === "withdrawn" && <Text as="p">{video.undo?.note ?? say("video.media_as_before")}</Text>}
                  {video.status === "published" && video.undo && <Text as="p">{say("video.waits_to_come_off")}</Text>}
                </div>
                {video.expected && (
                  <Text as="p" tone="subdued">
                    {say("video.may_close", { expected: video.expected })}
                  </Text>
                )}
              </BlockStack>
              {video.unknownEnd && video.sentAt && <UnknownEnd sentAt={video.sentAt} end={video.unknownEnd} />}
              {isAsked ? <Text as="p">{say("video.answer_below", { charge: video.problem?.charge ?? "" })}</Text> : video.problem && <ProblemBanner problem={video.problem} title={say("video.what_happened")} />}
              {video.warnings.map((warning) => (
                <VideoWarning key={`${warning.code}-${warning.text}`} warning={warning} video={video} />
              ))}
              {video.player && <VideoPlayer player={video.player} poster={video.pictures[0]?.url ?? null} title={video.productTitle} timeline={video.timeline} />}
              {!video.can.approve && <VideoActions video={video} busy={busy} onAct={onAct} />}
            </BlockStack>
          </Card>
          {toDecide && <ApproveCard key={video.id} video={video} usualPlace={usualPlace} busy={busy} onAct={onAct} />}
          {talk && <TalkCards video={video} talk={talk} />}
          {!video.player && steps}
          <WhatWasSentCard video={video} />
        </BlockStack>
      </Layout.Section>
      <Layout.Section variant="oneThird">
        <BlockStack gap="400">
          {video.player && steps}
          <VideoFactsCard video={video} />
          {talk && <RecordCard record={talk.conversation.record} />}
        </BlockStack>
      </Layout.Section>
    </Layout>
  );
}
