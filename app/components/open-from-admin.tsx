import { BlockStack, Card, Page, Text } from "@shopify/polaris";

/** What somebody sees who opens the app's address outside the Shopify admin. Asks for no shop name (App Store rule 2.3.1). */
export function OpenFromAdmin() {
  return (
    <Page narrowWidth>
      <Card>
        <BlockStack gap="300">
          <Text as="h1" variant="headingLg">
            Open Shelfreel in your Shopify admin
          </Text>
          <Text as="p">Shelfreel works inside Shopify. In your admin choose Apps, then Shelfreel.</Text>
        </BlockStack>
      </Card>
    </Page>
  );
}
