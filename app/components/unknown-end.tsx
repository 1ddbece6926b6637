import { BlockStack, Text } from "@shopify/polaris";
import { formatCredits } from "#app/words/format-amounts.ts";
import type { VideoView } from "#app/videos/video-view.ts";
import { say } from "#app/words/say.ts";
import { LocalTime } from "./local-time.tsx";
import { Said } from "./said.tsx";

/** What is known of a message whose end is not: when it was sent, what was seen since, and until when we go on looking. */
export function UnknownEnd({ sentAt, end }: { sentAt: string; end: NonNullable<VideoView["unknownEnd"]> }) {
  const { looks, lastLookAt, balanceBefore, balanceSince, lookingUntil } = end;
  return (
    <BlockStack gap="100">
      <Text as="p">
        <Said id="video.unknown_sent" parts={{ when: () => <LocalTime iso={sentAt} /> }} />
      </Text>
      {lastLookAt && (
        <Text as="p" tone="subdued">
          <Said id="video.unknown_looked" values={{ n: looks }} parts={{ when: () => <LocalTime iso={lastLookAt} /> }} />
          {balanceBefore !== null && balanceSince !== null && ` ${say("video.unknown_balance", { before: formatCredits(balanceBefore), since: formatCredits(balanceSince) })}`}
        </Text>
      )}
      {lookingUntil && (
        <Text as="p" tone="subdued">
          <Said id="video.unknown_until" parts={{ when: () => <LocalTime iso={lookingUntil} /> }} />
        </Text>
      )}
    </BlockStack>
  );
}
