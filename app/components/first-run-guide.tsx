import { BlockStack, Box, Button, Card, InlineStack, Text } from "@shopify/polaris";
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
    { title: "Choose a product", text: "Its pictures become the video. Three or more pictures look best.", done: begun || ready },
    { title: "Have the video made", text: "You see the pictures, the text for NemoVideo and about what it costs before anything is sent. It takes 3 to 8 minutes.", done: ready },
    { title: "Look at it and approve", text: "Nothing appears in your shop before you approve it.", done: false },
  ];
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Your first product video
        </Text>
        <ol style={{ listStyle: "none", margin: 0, padding: 0, display: "grid", gap: "var(--p-space-300)" }}>
          {steps.map((step) => (
            <li key={step.title}>
              <InlineStack gap="200" wrap={false} blockAlign="start">
                <Box minWidth="1.25rem">
                  <StepMark kind={step.done ? "done" : "open"} label={step.done ? "Done" : "To do"} />
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
              Choose a product
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}
