import { BlockStack, Card, Page, Text } from "@shopify/polaris";
import { say } from "#app/words/say.ts";

/** What somebody sees who opens the app's address outside the Shopify admin. Asks for no shop name (App Store rule 2.3.1). */
export function OpenFromAdmin() {
  return (
    <Page narrowWidth>
      <Card>
        <BlockStack gap="300">
          <Text as="h1" variant="headingLg">
            {say("frame.open_in_admin")}
          </Text>
          <Text as="p">{say("frame.open_in_admin_text")}</Text>
        </BlockStack>
      </Card>
    </Page>
  );
}
