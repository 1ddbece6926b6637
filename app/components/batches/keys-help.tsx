import { Box, InlineStack, KeyboardKey, Text } from "@shopify/polaris";

const keys = [
  { key: "J", does: "next" },
  { key: "K", does: "previous" },
  { key: "A", does: "approve" },
  { key: "O", does: "open" },
];

/** Which keys work in the list. */
export function KeysHelp({ id }: { id: string }) {
  return (
    <div id={id}>
      <Box paddingInline="400" paddingBlock="200" borderBlockEndWidth="025" borderColor="border" background="bg-surface-secondary">
        <InlineStack gap="300" blockAlign="center">
          <Text as="span" tone="subdued">
            In the list:
          </Text>
          {keys.map(({ key, does }) => (
            <InlineStack key={key} gap="100" blockAlign="center">
              <KeyboardKey>{key}</KeyboardKey>
              <Text as="span" tone="subdued">
                {does}
              </Text>
            </InlineStack>
          ))}
        </InlineStack>
      </Box>
    </div>
  );
}
