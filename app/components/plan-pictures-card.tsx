import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { VideoPlanView } from "#app/videos/video-view.ts";
import { PictureGrid } from "./picture-grid.tsx";
import { SmallPicture } from "./small-picture.tsx";

/** The product's pictures as NemoVideo will get them, and those that stay behind with the reason. */
export function PlanPicturesCard({ pictures, leftOut }: Pick<VideoPlanView, "pictures" | "leftOut">) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Pictures
        </Text>
        {pictures.length === 0 ? (
          <Text as="p" tone="subdued">
            This product has no picture that can be used. Add some in Shopify, then reload this page.
          </Text>
        ) : (
          <PictureGrid pictures={pictures} />
        )}
        {leftOut.length > 0 && (
          <BlockStack gap="200">
            <Text as="h3" variant="headingSm">
              Left out
            </Text>
            {leftOut.map((picture, i) => (
              <InlineStack key={`${picture.url}-${i}`} gap="200" wrap={false} blockAlign="center">
                <SmallPicture size="extraSmall" url={picture.url} />
                <Text as="p" tone="subdued">
                  {picture.reason}
                </Text>
              </InlineStack>
            ))}
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  );
}
