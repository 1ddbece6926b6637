import { BlockStack, Button, Card, InlineStack, Text, TextField } from "@shopify/polaris";
import { PROMPT_LIMIT } from "#app/videos/limits.ts";
import { say } from "#app/words/say.ts";
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
            {say("prompt.title")}
          </Text>
          {prompt.edited && (
            <Button variant="plain" onClick={prompt.reset}>
              {say("prompt.reset")}
            </Button>
          )}
        </InlineStack>
        <Text as="p" tone="subdued">
          {prompt.edited ? say("prompt.own_text") : say("prompt.suggested", { recipe: recipeTitle })}
        </Text>
        {prompt.outdated && (
          <Text as="p" tone="caution">
            {say("prompt.outdated")}
          </Text>
        )}
        <TextField
          label={say("prompt.label")}
          labelHidden
          value={prompt.text}
          onChange={prompt.change}
          multiline={8}
          maxHeight="28rem"
          autoComplete="off"
          {...(over > 0 && { error: say("prompt.too_long", { over, limit: PROMPT_LIMIT }) })}
        />
      </BlockStack>
    </Card>
  );
}
