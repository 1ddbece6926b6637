import { Badge, Box, Button, InlineGrid, InlineStack, Link, Text, Thumbnail } from "@shopify/polaris";
import { ImageIcon } from "@shopify/polaris-icons";
import { productPath } from "#app/lib/product-address.ts";
import { productStatusWords, type ListedProduct } from "./listed-product.ts";

/** One product: picture, title, its status in the shop, our video, and the one thing to do next. Never spends by itself. */
export function ProductListRow({ row }: { row: ListedProduct }) {
  const status = productStatusWords[row.productStatus];
  const page = productPath(row.productGid);
  return (
    <Box paddingInline="400" paddingBlock="300" borderBlockEndWidth="025" borderColor="border">
      <InlineGrid columns={{ xs: "1fr", md: "minmax(0, 1fr) auto" }} gap="300" alignItems="center">
        <InlineStack gap="300" wrap={false} blockAlign="center">
          <Thumbnail size="small" source={row.thumbnailUrl ?? ImageIcon} alt={row.thumbnailAlt ?? ""} />
          <Link url={page} removeUnderline>
            <Text as="span" fontWeight="semibold">
              {row.title}
            </Text>
          </Link>
        </InlineStack>
        <InlineStack gap="200" blockAlign="center" align="start">
          <Badge {...(status.tone && { tone: status.tone })}>{status.text}</Badge>
          {row.mark && <Badge {...(row.mark.badge.tone && { tone: row.mark.badge.tone })}>{`Video: ${row.mark.badge.text.toLowerCase()}`}</Badge>}
          {row.mark ? (
            <Button url={`/app/videos/${row.mark.videoId}`} accessibilityLabel={`Open the video of ${row.title}`}>
              Open video
            </Button>
          ) : (
            <Button url={page} accessibilityLabel={`Make a video of ${row.title}`}>
              Make a video
            </Button>
          )}
        </InlineStack>
      </InlineGrid>
    </Box>
  );
}
