import type { VideoView } from "#app/videos/video-view.ts";

export interface FilmProps {
  player: NonNullable<VideoView["player"]>;
  poster: string | null;
  /** For people who cannot see it. */
  label: string;
  /** CSS length. */
  maxHeight: string;
}

/** A film that plays when asked to. Its frame has the final size before anything is loaded. */
export function Film({ player, poster, label, maxHeight }: FilmProps) {
  const { url, width, height } = player;
  return (
    <video
      src={url}
      controls
      playsInline
      preload="metadata"
      width={width}
      height={height}
      aria-label={label}
      {...(poster && { poster })}
      style={{ display: "block", width: "100%", height: "auto", maxHeight, aspectRatio: `${width} / ${height}`, objectFit: "contain", background: "var(--p-color-bg-surface-secondary)", borderRadius: "var(--p-border-radius-200)" }}
    />
  );
}
