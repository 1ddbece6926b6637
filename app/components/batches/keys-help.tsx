import { Box, InlineStack, KeyboardKey, Text } from "@shopify/polaris";
import { say, type WordId } from "#app/words/say.ts";

const keys: { key: string; does: WordId }[] = [
  { key: "J", does: "batches.key_next" },
  { key: "K", does: "batches.key_previous" },
  { key: "A", does: "batches.key_approve" },
  { key: "O", does: "batches.key_open" },
];

/** Which keys work in the list. */
export function KeysHelp({ id }: { id: string }) {
  return (
    <div id={id}>
      <Box paddingInline="400" paddingBlock="200" borderBlockEndWidth="025" borderColor="border" background="bg-surface-secondary">
        <InlineStack gap="300" blockAlign="center">
          <Text as="span" tone="subdued">
            {say("batches.keys")}
          </Text>
          {keys.map(({ key, does }) => (
            <InlineStack key={key} gap="100" blockAlign="center">
              <KeyboardKey>{key}</KeyboardKey>
              <Text as="span" tone="subdued">
                {say(does)}
              </Text>
            </InlineStack>
          ))}
        </InlineStack>
      </Box>
    </div>
  );
}
