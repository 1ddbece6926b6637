import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { say } from "#app/words/say.ts";
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
            {say("product.pictures")}
          </Text>
          {chosen.pictures && (
            <Button variant="plain" onClick={() => choose({ pictures: undefined })}>
              {say("product.as_in_listing")}
            </Button>
          )}
        </InlineStack>
        {pictures.length === 0 ? (
          <Text as="p" tone="subdued">
            {say("product.no_pictures")}
          </Text>
        ) : (
          <PictureChooser pictures={pictures} order={inUse} onOrder={(order) => choose({ pictures: order })} />
        )}
        {leftOut.length > 0 && (
          <BlockStack gap="200">
            <Text as="h3" variant="headingSm">
              {say("product.left_out")}
            </Text>
            {leftOut.map((picture) => (
              <InlineStack key={picture.mediaGid} gap="200" wrap={false} blockAlign="center">
                <SmallPicture size="extraSmall" url={picture.url} />
                <Text as="p" tone="subdued">
                  {picture.reason}
                </Text>
                {picture.mayUse && !full && (
                  <Button variant="plain" onClick={() => choose({ pictures: [...inUse.filter((gid) => gid !== picture.mediaGid), picture.mediaGid] })} accessibilityLabel={say("product.use_picture", { reason: picture.reason })}>
                    {say("product.use")}
                  </Button>
                )}
              </InlineStack>
            ))}
            {full && leftOut.some((picture) => picture.mayUse) && (
              <Text as="p" tone="subdued">{say("product.pictures_full", { n: mostPictures })}</Text>
            )}
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  );
}
