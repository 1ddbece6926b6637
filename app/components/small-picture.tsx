import { Thumbnail } from "@shopify/polaris";
import { ImageIcon } from "@shopify/polaris-icons";

export interface SmallPictureProps {
  url: string | null;
  /** Empty where the text beside it says the same. */
  alt?: string;
  size?: "extraSmall" | "small";
}

/** A picture beside a line of text; keeps its size when the text is long. */
export function SmallPicture({ url, alt = "", size = "small" }: SmallPictureProps) {
  return (
    <div style={{ flexShrink: 0 }}>
      <Thumbnail size={size} source={url ?? ImageIcon} alt={alt} />
    </div>
  );
}
