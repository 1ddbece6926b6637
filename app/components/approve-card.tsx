import { Banner, BlockStack, Button, Card, Checkbox, ChoiceList, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { VideoView } from "#app/videos/video-view.ts";
import { say } from "#app/words/say.ts";
import { ConfirmAction } from "./confirm-action.tsx";
import { LocalTime } from "./local-time.tsx";
import { Said } from "./said.tsx";
import type { VideoAct } from "./video-page-view.tsx";

/** Shopify's limit for an alt text, in characters (platform §2.3). */
const ALT_LIMIT = 512;
const FIRST = "0";

export interface ApproveCardProps {
  video: VideoView;
  /** The place that is chosen at first. */
  usualPlace: string;
  busy: string | null;
  onAct(act: VideoAct): void;
}

/**
 * The decision: where the video goes, whether an older one makes room for it, what its alt text says, or not at all. Also for a video that was on
 * the product before: that one keeps its file, and its last alt text is the suggestion.
 */
export function ApproveCard({ video, usualPlace, busy, onAct }: ApproveCardProps) {
  const [place, setPlace] = useState(usualPlace);
  const [alt, setAlt] = useState(video.suggestedAlt);
  const [replace, setReplace] = useState(true);
  const { older } = video;
  const again = video.can.publishAgain;
  const takesPlace = older !== null && replace;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {say(again ? "video.put_on_again" : "video.put_on")}
        </Text>
        {older && (
          <Checkbox
            label={say(again ? "video.take_place_again" : "video.take_place")}
            checked={replace}
            onChange={setReplace}
            helpText={<Said id="video.take_place_help" parts={{ when: () => <LocalTime iso={older.publishedAt} /> }} />}
          />
        )}
        {!takesPlace && (
          <>
            <ChoiceList
              title={say("video.place")}
              selected={[place]}
              onChange={([chosen]) => chosen && setPlace(chosen)}
              choices={[
                { label: say("video.place_last"), value: "last", helpText: say("video.place_last_help") },
                { label: say("video.place_second"), value: "second" },
                { label: say("video.place_first"), value: FIRST },
              ]}
            />
            {place === FIRST && (
              <Banner tone="warning" title={say("video.first_warning")}>
                <Text as="p">{say("video.first_warning_text")}</Text>
              </Banner>
            )}
          </>
        )}
        <TextField
          label={say("video.alt")}
          value={alt}
          onChange={setAlt}
          maxLength={ALT_LIMIT}
          showCharacterCount
          autoComplete="off"
          multiline={2}
          helpText={say("video.alt_help")}
        />
        <InlineStack gap="200">
          <Button variant="primary" loading={busy === "approve"} disabled={busy !== null && busy !== "approve"} onClick={() => onAct({ intent: "approve", place, alt, replace: replace ? "yes" : "no" })}>
            {say(again ? "video.publish_again" : "video.approve")}
          </Button>
          {!again && (
            <ConfirmAction
              label={say("video.discard")}
              question={say("video.discard_paid_question")}
              confirmLabel={say("video.discard_it")}
              keepLabel={say("video.keep_it")}
              tone="critical"
              busy={busy !== null}
              onConfirm={() => onAct({ intent: "discard" })}
            />
          )}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
