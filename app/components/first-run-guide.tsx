import { BlockStack, Box, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { say } from "#app/words/say.ts";
import { StepMark } from "./step-mark.tsx";

export interface FirstRunGuideProps {
  /** A video is being made. */
  begun: boolean;
  /** A video waits for the merchant. */
  ready: boolean;
}

/** Three steps to the first video on a product. The page leaves it out once one is published. */
export function FirstRunGuide({ begun, ready }: FirstRunGuideProps) {
  const steps = [
    { title: say("home.guide_choose"), text: say("home.guide_choose_text"), done: begun || ready },
    { title: say("home.guide_make"), text: say("home.guide_make_text"), done: ready },
    { title: say("home.guide_approve"), text: say("home.guide_approve_text"), done: false },
  ];
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {say("home.guide_title")}
        </Text>
        <ol style={{ listStyle: "none", margin: 0, padding: 0, display: "grid", gap: "var(--p-space-300)" }}>
          {steps.map((step) => (
            <li key={step.title}>
              <InlineStack gap="200" wrap={false} blockAlign="start">
                <Box minWidth="1.25rem">
                  <StepMark kind={step.done ? "done" : "open"} label={say(step.done ? "common.done" : "common.to_do")} />
                </Box>
                <BlockStack gap="050">
                  <Text as="h3" variant="headingSm">
                    {step.title}
                  </Text>
                  <Text as="p" tone="subdued">
                    {step.text}
                  </Text>
                </BlockStack>
              </InlineStack>
            </li>
          ))}
        </ol>
        {!begun && !ready && (
          <InlineStack>
            <Button variant="primary" url="/app/products">
              {say("home.choose_product")}
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}
