import { Text } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import type { VideoView } from "#app/videos/video-view.ts";
import { say } from "#app/words/say.ts";

export interface FilmProps {
  player: NonNullable<VideoView["player"]>;
  poster: string | null;
  /** For people who cannot see it. */
  label: string;
  /** CSS length. */
  maxHeight: string;
}

/** A film that plays when asked to. Its room has the final size before anything is loaded, and keeps it when nothing comes. */
export function Film({ player, poster, label, maxHeight }: FilmProps) {
  const { url, width, height } = player;
  const film = useRef<HTMLVideoElement>(null);
  const [missing, setMissing] = useState<string | null>(null);
  useEffect(() => {
    // What failed before the page was alive told nobody.
    if (film.current?.error) setMissing(url);
  }, [url]);
  return (
    <div style={{ position: "relative", width: "100%", maxHeight, aspectRatio: `${width} / ${height}`, overflow: "hidden", background: "var(--p-color-bg-surface-secondary)", borderRadius: "var(--p-border-radius-200)" }}>
      {missing === url ? (
        <div role="status" style={{ ...whole, display: "grid", placeContent: "center", padding: "var(--p-space-400)" }}>
          <Text as="p" alignment="center">
            {say("video.film_missing")}
          </Text>
        </div>
      ) : (
        <video ref={film} src={url} controls playsInline preload="metadata" width={width} height={height} aria-label={label} onError={() => setMissing(url)} {...(poster && { poster })} style={{ ...whole, objectFit: "contain" }} />
      )}
    </div>
  );
}

const whole = { position: "absolute", inset: 0, width: "100%", height: "100%" } as const;
