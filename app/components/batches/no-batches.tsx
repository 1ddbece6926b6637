import { BlockStack, Button, Card, InlineStack, List, Text } from "@shopify/polaris";

/** What a batch is, for a shop that has none yet. */
export function NoBatches() {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Videos for many products at once
        </Text>
        <List type="number">
          <List.Item>Select products in the list, or take a whole search, a collection, or all products without a video.</List.Item>
          <List.Item>Read what it comes to: which products get a video, which are left out and why, about how many credits and how long. Set a cap in credits.</List.Item>
          <List.Item>Start it. You may close the page; look at the previews when they are there and approve them all or one by one.</List.Item>
        </List>
        <Text as="p" tone="subdued">
          Nothing is charged before you start a batch, and nothing appears in your shop before you approve it.
        </Text>
        <InlineStack>
          <Button variant="primary" url="/app/products">
            Select products
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
