import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { productPath } from "#app/lib/product-address.ts";
import type { VideoView } from "#app/videos/video-view.ts";
import { say } from "#app/words/say.ts";
import { ConfirmAction } from "./confirm-action.tsx";
import { cancelQuestion } from "./describe-cancel.ts";
import { OpenProject } from "./open-project.tsx";
import type { VideoAct } from "./video-page-view.tsx";

export interface VideoActionsProps {
  video: VideoView;
  busy: string | null;
  onAct(act: VideoAct): void;
}

/** What can be done with a video that does not wait for approval. */
export function VideoActions({ video, busy, onAct }: VideoActionsProps) {
  const { can } = video;
  const over = video.status === "canceled" || video.status === "discarded" || (video.status === "failed" && !can.retry);
  if (!can.retry && !can.cancel && !can.discard && !can.undo && !can.leaveUndo && !over) return null;

  return (
    <BlockStack gap="200">
      {can.retry && !can.leaveUndo && (
        <Text as="p" tone="subdued">
          {say("video.retry_is_free")}
        </Text>
      )}
      <InlineStack gap="200">
        {can.retry && (
          <Button variant="primary" loading={busy === "retry"} disabled={busy !== null && busy !== "retry"} onClick={() => onAct({ intent: "retry" })}>
            {say("video.try_again_free")}
          </Button>
        )}
        {video.atNemo && <OpenProject videoId={video.id} />}
        {over && <Button url={productPath(video.productGid)}>{say("video.make_another")}</Button>}
        {can.cancel && (
          <ConfirmAction
            label={say("video.cancel")}
            question={cancelQuestion(video)}
            confirmLabel={say("video.cancel_it")}
            keepLabel={say("video.go_on")}
            tone="critical"
            busy={busy !== null}
            onConfirm={() => onAct({ intent: "cancel" })}
          />
        )}
        {can.undo && (
          <ConfirmAction
            label={say("video.take_off")}
            question={say("video.take_off_question", { older: video.tookPlace ? "yes" : "no" })}
            confirmLabel={say("video.take_it_off")}
            keepLabel={say("video.leave_it_there")}
            tone="critical"
            busy={busy !== null}
            onConfirm={() => onAct({ intent: "undo" })}
          />
        )}
        {can.leaveUndo && (
          <Button loading={busy === "leave"} disabled={busy !== null && busy !== "leave"} onClick={() => onAct({ intent: "leave" })}>
            {say("video.leave_as_is")}
          </Button>
        )}
        {can.discard && (
          <ConfirmAction
            label={say("video.discard")}
            question={say("video.discard_question")}
            confirmLabel={say("video.discard_it")}
            keepLabel={say("video.keep_it")}
            tone="critical"
            busy={busy !== null}
            onConfirm={() => onAct({ intent: "discard" })}
          />
        )}
      </InlineStack>
    </BlockStack>
  );
}
