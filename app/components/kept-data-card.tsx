import { BlockStack, Card, List, Text } from "@shopify/polaris";

/** What this app keeps of a shop, and when it goes. */
export function KeptDataCard() {
  return (
    <Card>
      <BlockStack gap="300">
        <List>
          <List.Item>Of each video: the product’s title and id, the text and the pictures that were sent, the finished file, the credits before and after, and who approved it.</List.Item>
          <List.Item>The token of your NemoVideo account, encrypted. It is never shown and never logged.</List.Item>
          <List.Item>No data of your customers or orders.</List.Item>
        </List>
        <Text as="p">
          NemoVideo gets the text and the pictures of a product when you have a video made. When you remove the app, the token is forgotten at once; everything else is erased when Shopify asks for it, 48 hours later. Videos that are on your products stay there.
        </Text>
      </BlockStack>
    </Card>
  );
}
