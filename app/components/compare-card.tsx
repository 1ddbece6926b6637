import { BlockStack, Card, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { formatBytes, formatCredits, formatLength } from "#app/words/format-amounts.ts";
import { compareTimelines } from "#app/videos/versions/compare-timelines.ts";
import type { VersionView } from "#app/videos/versions/conversation-view.ts";
import { tell } from "#app/words/say.ts";
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

/** Two versions beside each other, each with its own button: the one of this page and another one. */
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
          Compare versions
        </Text>
        {others.length > 1 && <Select label={`Compare version ${here.version} with`} options={others.map((one) => ({ label: `Version ${one.version} (${one.badge.text})`, value: one.videoId }))} value={other.videoId} onChange={setChosen} />}
        <Differences older={older} newer={newer} />
        <div style={{ display: "grid", gap: "var(--p-space-400)", gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 15rem), 1fr))" }}>
          {[older, newer].map((version) => (
            <OneVersion key={version.videoId} version={version} poster={poster} title={title} busy={busy} onPublish={onPublish} />
          ))}
        </div>
      </BlockStack>
    </Card>
  );
}

function Differences({ older, newer }: { older: VersionView; newer: VersionView }) {
  const found = older.timeline && newer.timeline ? compareTimelines(older.timeline, newer.timeline).map(tell) : null;
  if (!found) return null;
  return (
    <div>
      <Text as="h3" variant="headingSm">{`What version ${newer.version} has different from version ${older.version}`}</Text>
      {found.length === 0 ? (
        <Text as="p">Nothing that the timeline names, for example a style or the size of the words.</Text>
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

function OneVersion({ version, poster, title, busy, onPublish }: { version: VersionView; poster: string | null; title: string; busy: boolean; onPublish(version: VersionView): void }) {
  const { player } = version;
  if (!player) return null;
  const facts = [formatLength(player.durationMs), `${player.width} × ${player.height}`, formatBytes(player.bytes), version.creditsTaken !== null && `${formatCredits(version.creditsTaken)} less on the balance`].filter(Boolean).join(" · ");
  return (
    <section aria-label={`Version ${version.version}`} style={{ minWidth: 0 }}>
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm">{`Version ${version.version}${version.onProduct ? " (on the product)" : ""}`}</Text>
        <Film player={player} poster={poster} label={`Version ${version.version} of the video of ${title}`} maxHeight="24rem" />
        <Text as="p" tone="subdued">
          {facts}
        </Text>
        {version.timeline && <TimelinePicture {...version.timeline} />}
        {version.can.approve && (
          <ConfirmAction
            label={`Publish version ${version.version}`}
            question={`Put version ${version.version} on the product? A video of ours that is there now is taken off in return. Nothing is charged, and the other versions stay kept.`}
            confirmLabel="Publish this one"
            keepLabel="Not now"
            busy={busy}
            onConfirm={() => onPublish(version)}
          />
        )}
      </BlockStack>
    </section>
  );
}
