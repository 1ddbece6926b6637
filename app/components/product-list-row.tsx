import { Badge, Box, Button, Checkbox, InlineGrid, InlineStack, Link, Text } from "@shopify/polaris";
import { productPath } from "#app/lib/product-address.ts";
import { say } from "#app/words/say.ts";
import { SmallPicture } from "./small-picture.tsx";
import { productStatusWords, type ListedProduct } from "./listed-product.ts";

export interface ProductListRowProps {
  row: ListedProduct;
  /** Ticked for a batch. */
  chosen: boolean;
  onChoose(on: boolean): void;
}

/** One product: picture, title, its status in the shop, our video, and the one thing to do next. Never spends by itself. */
export function ProductListRow({ row, chosen, onChoose }: ProductListRowProps) {
  const status = productStatusWords[row.productStatus];
  const page = productPath(row.productGid);
  return (
    <Box paddingInline="400" paddingBlock="300" borderBlockEndWidth="025" borderColor="border" {...(chosen && { background: "bg-surface-selected" })}>
      <InlineGrid columns={{ xs: "minmax(0, 1fr)", md: "minmax(0, 1fr) auto" }} gap="300" alignItems="center">
        <InlineStack gap="300" wrap={false} blockAlign="center">
          {/* A finger's width around the box, as wide as it looks. */}
          <div style={{ margin: "calc(-1 * var(--p-space-300))", padding: "var(--p-space-300)", flexShrink: 0 }}>
            <Checkbox label={say("products.select", { title: row.title })} labelHidden checked={chosen} onChange={onChoose} />
          </div>
          <SmallPicture url={row.thumbnailUrl} alt={row.thumbnailAlt ?? ""} />
          <Link url={page} removeUnderline>
            <Text as="span" fontWeight="semibold">
              {row.title}
            </Text>
          </Link>
        </InlineStack>
        <InlineGrid columns={{ xs: "max-content max-content auto", md: "6rem 12rem 8rem" }} gap="200" alignItems="center">
          <InlineStack>
            <Badge {...(status.tone && { tone: status.tone })}>{say(status.text)}</Badge>
          </InlineStack>
          <InlineStack>{row.mark && <Badge {...(row.mark.badge.tone && { tone: row.mark.badge.tone })}>{say("products.video_state", { state: row.mark.badge.text, lower: row.mark.badge.text.toLowerCase() })}</Badge>}</InlineStack>
          <InlineStack align="start">
            {row.mark ? (
              <Button url={`/app/videos/${row.mark.videoId}`} accessibilityLabel={say("products.open_video_of", { title: row.title })}>
                {say("products.open_video")}
              </Button>
            ) : (
              <Button url={page} accessibilityLabel={say("products.make_video_of", { title: row.title })}>
                {say("products.make_video")}
              </Button>
            )}
          </InlineStack>
        </InlineGrid>
      </InlineGrid>
    </Box>
  );
}
