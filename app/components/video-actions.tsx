import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { productPath } from "#app/lib/product-address.ts";
import type { VideoView } from "#app/videos/video-view.ts";
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
  const older = video.tookPlace ? " The older video whose place it took comes back, if its file is still in Shopify." : "";
  return (
    <BlockStack gap="200">
      {can.retry && !can.leaveUndo && (
        <Text as="p" tone="subdued">
          Trying again repeats only what is free: looking, rendering, fetching, publishing. Nothing is sent to NemoVideo a second time.
        </Text>
      )}
      <InlineStack gap="200">
        {can.retry && (
          <Button variant="primary" loading={busy === "retry"} disabled={busy !== null && busy !== "retry"} onClick={() => onAct({ intent: "retry" })}>
            Try again (free)
          </Button>
        )}
        {video.atNemo && <OpenProject videoId={video.id} />}
        {over && <Button url={productPath(video.productGid)}>Make another video</Button>}
        {can.cancel && (
          <ConfirmAction
            label="Cancel"
            question={cancelQuestion(video)}
            confirmLabel="Cancel the video"
            keepLabel="Go on"
            tone="critical"
            busy={busy !== null}
            onConfirm={() => onAct({ intent: "cancel" })}
          />
        )}
        {can.undo && (
          <ConfirmAction
            label="Take it off the product"
            question={`Take this video off the product? The other media stay as they are now.${older} Nothing is charged, and you can publish it again for nothing.`}
            confirmLabel="Take it off"
            keepLabel="Leave it there"
            busy={busy !== null}
            onConfirm={() => onAct({ intent: "undo" })}
          />
        )}
        {can.leaveUndo && (
          <Button loading={busy === "leave"} disabled={busy !== null && busy !== "leave"} onClick={() => onAct({ intent: "leave" })}>
            Leave it as it is
          </Button>
        )}
        {can.discard && (
          <ConfirmAction
            label="Discard"
            question="Discard this video? It will not be put on the product."
            confirmLabel="Discard the video"
            keepLabel="Keep it"
            tone="critical"
            busy={busy !== null}
            onConfirm={() => onAct({ intent: "discard" })}
          />
        )}
      </InlineStack>
    </BlockStack>
  );
}
