import { BlockStack, Text } from "@shopify/polaris";
import { formatCredits } from "#app/words/format-amounts.ts";
import type { VideoView } from "#app/videos/video-view.ts";
import { LocalTime } from "./local-time.tsx";

/** What is known of a message whose end is not: when it was sent, what was seen since, and until when we go on looking. */
export function UnknownEnd({ sentAt, end }: { sentAt: string; end: NonNullable<VideoView["unknownEnd"]> }) {
  const { looks, lastLookAt, balanceBefore, balanceSince, lookingUntil } = end;
  return (
    <BlockStack gap="100">
      <Text as="p">
        The message was sent once, <LocalTime iso={sentAt} />. It is not sent again by itself, and nothing is charged again.
      </Text>
      {lastLookAt && (
        <Text as="p" tone="subdued">
          Looked {looks === 1 ? "once" : `${looks} times`}, last <LocalTime iso={lastLookAt} />: nothing new at NemoVideo.
          {balanceBefore !== null && balanceSince !== null && ` Balance before: ${formatCredits(balanceBefore)}; since: ${formatCredits(balanceSince)}.`}
        </Text>
      )}
      {lookingUntil && (
        <Text as="p" tone="subdued">
          We keep looking until <LocalTime iso={lookingUntil} />. A video that appears until then is taken without another payment.
        </Text>
      )}
    </BlockStack>
  );
}
