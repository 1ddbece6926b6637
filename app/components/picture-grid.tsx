import { Text } from "@shopify/polaris";
import type { CSSProperties } from "react";
import { say } from "#app/words/say.ts";

interface ShownPicture {
  url: string;
  alt: string | null;
  filename: string;
  role: string;
}

/** Pictures that a page shows without scrolling. */
const SEEN_AT_ONCE = 6;

export const pictureListStyle: CSSProperties = { listStyle: "none", margin: 0, padding: 0, display: "grid", gap: "var(--p-space-300)", gridTemplateColumns: "repeat(auto-fill, minmax(6.5rem, 1fr))" };

/** Pictures in the order in which NemoVideo gets them, each with its part in the video. */
export function PictureGrid({ pictures }: { pictures: ShownPicture[] }) {
  return (
    <ol style={pictureListStyle}>
      {pictures.map((picture, at) => (
        <li key={picture.filename}>
          <PictureTile picture={picture} at={at} />
        </li>
      ))}
    </ol>
  );
}

/** One picture with its number and its part. `at` counts from 0. */
export function PictureTile({ picture, at }: { picture: ShownPicture; at: number }) {
  return (
    <>
      <img
        src={picture.url}
        alt={picture.alt ?? say("product.picture", { n: at + 1 })}
        loading={at < SEEN_AT_ONCE ? "eager" : "lazy"}
        width={160}
        height={160}
        style={{ display: "block", width: "100%", height: "auto", aspectRatio: "1", objectFit: "contain", background: "var(--p-color-bg-surface-secondary)", borderRadius: "var(--p-border-radius-200)" }}
      />
      {/* Two lines for each, so that what stands below is in one row and stays there when the letters come. */}
      <div style={{ minHeight: "calc(2 * var(--p-font-line-height-400))" }}>
        <Text as="p" variant="bodySm" tone="subdued" breakWord>
          {say("product.picture_role", { n: at + 1, role: picture.role })}
        </Text>
      </div>
    </>
  );
}
