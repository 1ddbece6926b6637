import { Banner, BlockStack, Button, Card, InlineStack, List, Text } from "@shopify/polaris";
import { useState } from "react";
import { say } from "#app/words/say.ts";
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
          <List.Item>{say("settings.data_videos")}</List.Item>
          <List.Item>{say("settings.data_token")}</List.Item>
          <List.Item>{say("settings.data_logo")}</List.Item>
          <List.Item>{say("settings.data_no_customers")}</List.Item>
        </List>
        <Text as="p">
          {say("settings.data_when_erased")}
        </Text>
        {state === "failed" && <Banner tone="critical">{say("settings.data_not_whole")}</Banner>}
        <InlineStack>
          <Button onClick={() => void save()} loading={state === "busy"}>
            {say("settings.data_download")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
