import { Banner, BlockStack, Card, Link, ProgressBar, Text } from "@shopify/polaris";
import type { RemovalView } from "#app/videos/removal/removal-view.ts";
import { ConfirmAction } from "./confirm-action.tsx";
import type { Problem } from "./describe-problem.ts";
import { ProblemBanner } from "./problem-banner.tsx";
import { useFocusAfterAct } from "./use-focus-after-act.ts";
import { usePolledJson } from "./use-polled-json.ts";

const LOOK_EVERY_MS = 2_000;

export interface RemoveAllCardProps {
  view: RemovalView;
  busy: boolean;
  problem: Problem | null;
  onRemove(): void;
}

/** The videos that are on the shop's products: what becomes of them, and how to take them all off. */
export function RemoveAllCard({ view, busy, problem, onRemove }: RemoveAllCardProps) {
  const { value, lost } = usePolledJson<RemovalView>({ url: "/app/settings/removal", initial: view, everyMs: LOOK_EVERY_MS, moving: (seen) => seen.moving, paused: busy });
  const said = useFocusAfterAct(busy ? "remove_all" : null, value.moving);
  const { published, removal, moving } = value;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h3" variant="headingSm">
          Videos on your products
        </Text>
        <div aria-live="polite" ref={said} tabIndex={-1} style={{ outline: "none" }}>
          <Text as="p">{howMany(published)}</Text>
        </div>
        {removal && moving && (
          <BlockStack gap="100">
            <Text as="p">{`${removal.off} of ${removal.total} taken off so far. You can close this page; the work goes on.`}</Text>
            <ProgressBar progress={removal.total ? (100 * (removal.off + removal.stopped)) / removal.total : 0} size="small" />
          </BlockStack>
        )}
        {removal && !moving && removal.total > 0 && <Text as="p">{`The last time, ${removal.off} of ${removal.total} ${removal.off === 1 ? "was" : "were"} taken off.`}</Text>}
        {removal && removal.stopped > 0 && (
          <Banner tone="warning">
            <Text as="p">
              {removal.stopped === 1 ? "One could not be taken off yet" : `${removal.stopped} could not be taken off yet`}; each says why on its page. <Link url="/app">See what needs you</Link>
            </Text>
          </Banner>
        )}
        {lost && <Banner tone="warning">This page cannot reach the app at the moment. The work goes on.</Banner>}
        {problem && <ProblemBanner problem={problem} title="That was not done" />}
        <Text as="p" tone="subdued">
          If you remove the app, the videos stay on your products and go on playing: they are files of your store. To have them gone, take them off here first; without the app nobody can do it in one go.
        </Text>
        {published > 0 && !moving && (
          <ConfirmAction
            label="Take all videos off"
            question={`Take ${published === 1 ? "the video" : `all ${published} videos`} of this app off your products? Your own pictures and videos are not touched. ${published === 1 ? "Its file stays" : "Their files stay"} in Shopify under Content > Files, nothing is charged, and ${published === 1 ? "it" : "each"} can be published again.`}
            confirmLabel={published === 1 ? "Take it off" : "Take them off"}
            keepLabel={published === 1 ? "Keep it" : "Keep them"}
            tone="critical"
            busy={busy}
            onConfirm={onRemove}
          />
        )}
      </BlockStack>
    </Card>
  );
}

const howMany = (published: number): string =>
  published === 0 ? "No video of this app is on your products." : published === 1 ? "One video of this app is on your products." : `${published} videos of this app are on your products.`;
