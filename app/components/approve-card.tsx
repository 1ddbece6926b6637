import { Banner, BlockStack, Button, Card, Checkbox, ChoiceList, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { VideoView } from "#app/videos/video-view.ts";
import { ConfirmAction } from "./confirm-action.tsx";
import { LocalTime } from "./local-time.tsx";
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
          {again ? "Put it on the product again" : "Put it on the product"}
        </Text>
        {older && (
          <Checkbox
            label={again ? "Take the place of the video that is there now" : "Take the place of the older video"}
            checked={replace}
            onChange={setReplace}
            helpText={
              <>
                The one that is on the product since <LocalTime iso={older.publishedAt} /> is taken off once this one is in its place. Nothing else changes, and you can undo it.
              </>
            }
          />
        )}
        {!takesPlace && (
          <>
            <ChoiceList
              title="Place among the product’s media"
              selected={[place]}
              onChange={([chosen]) => chosen && setPlace(chosen)}
              choices={[
                { label: "At the end", value: "last", helpText: "The pictures stay as they are." },
                { label: "Second, after the main picture", value: "second" },
                { label: "First", value: FIRST },
              ]}
            />
            {place === FIRST && (
              <Banner tone="warning" title="The video then becomes the product’s main picture everywhere">
                <Text as="p">Collections, search, carts, e-mails and ads show a still of it instead of your present main picture.</Text>
              </Banner>
            )}
          </>
        )}
        <TextField
          label="Alt text"
          value={alt}
          onChange={setAlt}
          maxLength={ALT_LIMIT}
          showCharacterCount
          autoComplete="off"
          multiline={2}
          helpText="Says what is seen, for people who cannot see the video."
        />
        <InlineStack gap="200">
          <Button variant="primary" loading={busy === "approve"} disabled={busy !== null && busy !== "approve"} onClick={() => onAct({ intent: "approve", place, alt, replace: replace ? "yes" : "no" })}>
            {again ? "Publish again (free)" : "Approve and publish"}
          </Button>
          {!again && (
            <ConfirmAction
              label="Discard"
              question="Discard this video? It will not be put on the product. What NemoVideo charged for it is not given back."
              confirmLabel="Discard the video"
              keepLabel="Keep it"
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
