import { BlockStack, Button, Card, InlineStack, Text, TextField } from "@shopify/polaris";
import { PROMPT_LIMIT } from "#app/videos/limits.ts";
import type { KeptText } from "./use-kept-text.ts";

export interface PromptCardProps {
  prompt: KeptText;
  recipeTitle: string;
}

/** The text that NemoVideo will get, to read and to change. */
export function PromptCard({ prompt, recipeTitle }: PromptCardProps) {
  const over = prompt.text.length - PROMPT_LIMIT;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            What NemoVideo is told
          </Text>
          {prompt.edited && (
            <Button variant="plain" onClick={prompt.reset}>
              Reset to the suggested text
            </Button>
          )}
        </InlineStack>
        <Text as="p" tone="subdued">
          {prompt.edited ? "Your own text: it goes first, and is kept for the next time. Choices above no longer change it." : `${recipeTitle}. Written from the product’s facts and your choices. Change it as you like.`}
        </Text>
        {prompt.outdated && (
          <Text as="p" tone="caution">
            The product or your choices have changed since you edited this text. Reset it to start from them.
          </Text>
        )}
        <TextField
          label="Text for NemoVideo"
          labelHidden
          value={prompt.text}
          onChange={prompt.change}
          multiline={8}
          maxHeight="28rem"
          autoComplete="off"
          {...(over > 0 && { error: `${over} characters too many: NemoVideo takes ${PROMPT_LIMIT}.` })}
        />
      </BlockStack>
    </Card>
  );
}
