import { Banner, BlockStack, Card, Link, Text } from "@shopify/polaris";
import type { RemovalView } from "#app/videos/removal/removal-view.ts";
import { say } from "#app/words/say.ts";
import { ConfirmAction } from "./confirm-action.tsx";
import type { Problem } from "./describe-problem.ts";
import { ProgressLine } from "./progress-line.tsx";
import { ProblemBanner } from "./problem-banner.tsx";
import { Said } from "./said.tsx";
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
          {say("settings.removal")}
        </Text>
        <div aria-live="polite" ref={said} tabIndex={-1} style={{ outline: "none" }}>
          <Text as="p">{say("settings.removal_count", { n: published })}</Text>
        </div>
        {removal && moving && (
          <BlockStack gap="100">
            <Text as="p">{say("settings.removal_moving", { off: removal.off, total: removal.total })}</Text>
            <ProgressLine label={say("settings.removal_moving", { off: removal.off, total: removal.total })} percent={removal.total ? (100 * (removal.off + removal.stopped)) / removal.total : 0} />
          </BlockStack>
        )}
        {removal && !moving && removal.total > 0 && <Text as="p">{say("settings.removal_done", { off: removal.off, total: removal.total })}</Text>}
        {removal && removal.stopped > 0 && (
          <Banner tone="warning">
            <Text as="p">
              <Said id="settings.removal_stopped" values={{ n: removal.stopped }} parts={{ link: (text) => <Link url="/app">{text}</Link> }} />
            </Text>
          </Banner>
        )}
        {lost && <Banner tone="warning">{say("settings.removal_lost")}</Banner>}
        {problem && <ProblemBanner problem={problem} title={say("settings.not_done")} />}
        <Text as="p" tone="subdued">
          {say("settings.removal_uninstall")}
        </Text>
        {published > 0 && !moving && (
          <ConfirmAction
            label={say("settings.removal_act")}
            question={say("settings.removal_question", { n: published })}
            confirmLabel={say("settings.removal_confirm", { n: published })}
            keepLabel={say("settings.removal_keep", { n: published })}
            tone="critical"
            busy={busy}
            onConfirm={onRemove}
          />
        )}
      </BlockStack>
    </Card>
  );
}
