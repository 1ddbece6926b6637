import { Banner, BlockStack, Button, Card, InlineStack, List, Text } from "@shopify/polaris";
import { useState } from "react";
import { saveAsFile } from "./save-as-file.ts";

/** What this app keeps of a shop, when it goes, and how to have all of it. */
export function KeptDataCard() {
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const save = async () => {
    setState("busy");
    setState((await saveAsFile("/app/export", "shelfreel-data.json")) ? "idle" : "failed");
  };
  return (
    <Card>
      <BlockStack gap="300">
        <List>
          <List.Item>Of each video: the product’s title and id, the text and the pictures that were sent, the finished file, the credits before and after, and who approved it.</List.Item>
          <List.Item>The token of your NemoVideo account, encrypted. It is never shown and never logged.</List.Item>
          <List.Item>Your shop’s logo and the e-mail address for the end of a batch, if you gave them, until you remove them.</List.Item>
          <List.Item>No data of your customers or orders.</List.Item>
        </List>
        <Text as="p">
          NemoVideo gets the text and the pictures of a product when you have a video made. When you remove the app, the token is forgotten at once; everything else is erased when Shopify asks for it, 48 hours later, and after 30 days in any case. Videos that are on your products stay there.
        </Text>
        {state === "failed" && <Banner tone="critical">The file did not arrive whole. Nothing was changed; try again in a moment.</Banner>}
        <InlineStack>
          <Button onClick={() => void save()} loading={state === "busy"}>
            Download everything as JSON
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
