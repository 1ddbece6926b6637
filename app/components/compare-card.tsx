import { BlockStack, Card, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { formatBytes, formatCredits, formatLength } from "#app/words/format-amounts.ts";
import { compareTimelines } from "#app/videos/versions/compare-timelines.ts";
import type { VersionView } from "#app/videos/versions/conversation-view.ts";
import { say, tell } from "#app/words/say.ts";
import { ConfirmAction } from "./confirm-action.tsx";
import { Film } from "./film.tsx";
import { TimelinePicture } from "./timeline-picture.tsx";

export interface CompareCardProps {
  versions: VersionView[];
  videoId: string;
  poster: string | null;
  title: string;
  busy: boolean;
  onPublish(version: VersionView): void;
}

/** Two versions beside each other: the one of this page, which is published above, and another one with a button of its own. */
export function CompareCard({ versions, videoId, poster, title, busy, onPublish }: CompareCardProps) {
  const here = versions.find((one) => one.videoId === videoId);
  const others = versions.filter((one) => one.videoId !== videoId && one.player);
  const before = others.findLast((one) => one.version < (here?.version ?? 0)) ?? others.at(-1);
  const [chosen, setChosen] = useState(before?.videoId ?? "");
  const other = others.find((one) => one.videoId === chosen) ?? before;
  if (!here?.player || !other) return null;
  const [older, newer] = other.version < here.version ? [other, here] : [here, other];
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {say("refine.compare")}
        </Text>
        {others.length > 1 && <Select label={say("refine.compare_with", { n: here.version })} options={others.map((one) => ({ label: say("refine.version_badge", { n: one.version, badge: one.badge.text }), value: one.videoId }))} value={other.videoId} onChange={setChosen} />}
        <Differences older={older} newer={newer} />
        <div style={{ display: "grid", gap: "var(--p-space-400)", gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 15rem), 1fr))" }}>
          {[older, newer].map((version) => (
            <OneVersion key={version.videoId} version={version} isHere={version === here} poster={poster} title={title} busy={busy} onPublish={onPublish} />
          ))}
        </div>
        <Timelines versions={[older, newer]} />
      </BlockStack>
    </Card>
  );
}

function Differences({ older, newer }: { older: VersionView; newer: VersionView }) {
  const found = older.timeline && newer.timeline ? compareTimelines(older.timeline, newer.timeline).map(tell) : null;
  if (!found) return null;
  return (
    <div>
      <Text as="h3" variant="headingSm">
        {say("refine.what_changed", { older: older.version, newer: newer.version })}
      </Text>
      {found.length === 0 ? (
        <Text as="p">{say("refine.nothing_named")}</Text>
      ) : (
        <ul style={{ margin: 0, paddingInlineStart: "var(--p-space-500)", overflowWrap: "anywhere" }}>
          {found.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface OneVersionProps {
  version: VersionView;
  /** The version of this page. */
  isHere: boolean;
  poster: string | null;
  title: string;
  busy: boolean;
  onPublish(version: VersionView): void;
}

function OneVersion({ version, isHere, poster, title, busy, onPublish }: OneVersionProps) {
  const { player, version: n } = version;
  if (!player) return null;
  const facts = [formatLength(player.durationMs), `${player.width} × ${player.height}`, formatBytes(player.bytes), version.creditsTaken !== null && say("refine.less_on_balance", { credits: formatCredits(version.creditsTaken) })].filter(Boolean).join(" · ");
  return (
    <section aria-label={say("refine.version", { n })} style={{ minWidth: 0 }}>
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm">
          {say(version.onProduct ? "refine.version_on_product" : "refine.version", { n })}
        </Text>
        <Film player={player} poster={poster} label={say("refine.film_of", { n, title })} maxHeight="24rem" />
        <Text as="p" tone="subdued">
          {facts}
        </Text>
        {version.can.approve && isHere && <Text as="p">{say("refine.publish_above")}</Text>}
        {version.can.approve && !isHere && (
          <ConfirmAction
            label={say("refine.publish", { n })}
            question={say("refine.publish_question", { n })}
            confirmLabel={say("refine.publish_this")}
            keepLabel={say("refine.not_now")}
            busy={busy}
            onConfirm={() => onPublish(version)}
          />
        )}
      </BlockStack>
    </section>
  );
}

/** Below one another and on one scale, with room for the names: what moved is seen. */
function Timelines({ versions }: { versions: VersionView[] }) {
  const scaleMs = Math.max(...versions.map(({ timeline }) => timeline?.durationMs ?? 0));
  return versions.map(({ videoId, version, timeline }) =>
    timeline ? (
      <BlockStack key={videoId} gap="200">
        <Text as="h3" variant="headingSm">
          {say("refine.timeline_of", { n: version })}
        </Text>
        <TimelinePicture {...timeline} scaleMs={scaleMs} />
      </BlockStack>
    ) : null,
  );
}
