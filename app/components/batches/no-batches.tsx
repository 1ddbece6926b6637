import { BlockStack, Button, Card, InlineStack, List, Text } from "@shopify/polaris";
import { say } from "#app/words/say.ts";

/** What a batch is, for a shop that has none yet. */
export function NoBatches() {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {say("batches.none_title")}
        </Text>
        <List type="number">
          <List.Item>{say("batches.none_select")}</List.Item>
          <List.Item>{say("batches.none_read")}</List.Item>
          <List.Item>{say("batches.none_start")}</List.Item>
        </List>
        <Text as="p" tone="subdued">
          {say("batches.none_charge")}
        </Text>
        <InlineStack>
          <Button variant="primary" url="/app/products">
            {say("batches.select_products")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
