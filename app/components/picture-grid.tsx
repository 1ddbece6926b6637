import { Text } from "@shopify/polaris";

export interface PictureGridProps {
  pictures: { url: string; alt: string | null; filename: string; role: string }[];
}

/** Pictures that a page shows without scrolling. */
const SEEN_AT_ONCE = 6;

/** Pictures in the order in which NemoVideo gets them, each with its part in the video. */
export function PictureGrid({ pictures }: PictureGridProps) {
  return (
    <ol style={{ listStyle: "none", margin: 0, padding: 0, display: "grid", gap: "var(--p-space-300)", gridTemplateColumns: "repeat(auto-fill, minmax(6.5rem, 1fr))" }}>
      {pictures.map((picture, i) => (
        <li key={picture.filename}>
          <img
            src={picture.url}
            alt={picture.alt ?? `Picture ${i + 1}`}
            loading={i < SEEN_AT_ONCE ? "eager" : "lazy"}
            width={160}
            height={160}
            style={{ display: "block", width: "100%", height: "auto", aspectRatio: "1", objectFit: "contain", background: "var(--p-color-bg-surface-secondary)", borderRadius: "var(--p-border-radius-200)" }}
          />
          <Text as="p" variant="bodySm" tone="subdued" breakWord>
            {`${i + 1}. ${picture.role}`}
          </Text>
        </li>
      ))}
    </ol>
  );
}
