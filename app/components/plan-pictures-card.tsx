import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { PictureChooser } from "./picture-chooser.tsx";
import { SmallPicture } from "./small-picture.tsx";
import type { Choices } from "./use-choices.ts";

/** The product's pictures as NemoVideo will get them, to be put in order and left out, and those that stay behind with the reason. */
export function PlanPicturesCard({ choices }: { choices: Choices }) {
  const { plan, chosen, choose } = choices;
  const { pictures, leftOut, mostPictures } = plan;
  const inUse = chosen.pictures ?? pictures.map((picture) => picture.mediaGid);
  const full = inUse.length >= mostPictures;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Pictures
          </Text>
          {chosen.pictures && (
            <Button variant="plain" onClick={() => choose({ pictures: undefined })}>
              As in the listing
            </Button>
          )}
        </InlineStack>
        {pictures.length === 0 ? (
          <Text as="p" tone="subdued">
            This product has no picture that can be used. Add some in Shopify, then reload this page.
          </Text>
        ) : (
          <PictureChooser pictures={pictures} order={inUse} onOrder={(order) => choose({ pictures: order })} />
        )}
        {leftOut.length > 0 && (
          <BlockStack gap="200">
            <Text as="h3" variant="headingSm">
              Left out
            </Text>
            {leftOut.map((picture) => (
              <InlineStack key={picture.mediaGid} gap="200" wrap={false} blockAlign="center">
                <SmallPicture size="extraSmall" url={picture.url} />
                <Text as="p" tone="subdued">
                  {picture.reason}
                </Text>
                {picture.mayUse && !full && (
                  <Button variant="plain" onClick={() => choose({ pictures: [...inUse.filter((gid) => gid !== picture.mediaGid), picture.mediaGid] })} accessibilityLabel={`Use this picture: ${picture.reason}`}>
                    Use
                  </Button>
                )}
              </InlineStack>
            ))}
            {full && leftOut.some((picture) => picture.mayUse) && (
              <Text as="p" tone="subdued">{`This kind of video uses ${mostPictures} pictures. Leave one out to use another.`}</Text>
            )}
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  );
}
