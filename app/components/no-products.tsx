import { BlockStack, Box, Text } from "@shopify/polaris";
import { say } from "#app/words/say.ts";
import type { ProductListAddress } from "./product-list-address.ts";

/** What an empty list says, so that it is clear what would be in it and what to do. */
export function NoProducts({ address, more }: { address: ProductListAddress; more: boolean }) {
  const { title, text } = wordsFor(address, more);
  return (
    <Box padding="600">
      <BlockStack gap="100" inlineAlign="center">
        <Text as="h2" variant="headingMd" alignment="center">
          {title}
        </Text>
        <Text as="p" tone="subdued" alignment="center">
          {text}
        </Text>
      </BlockStack>
    </Box>
  );
}

function wordsFor(address: ProductListAddress, more: boolean): { title: string; text: string } {
  if (address.view === "without_video" && more) return { title: say("products.none_without_more"), text: say("products.none_without_more_text") };
  if (address.search) return { title: say("products.none_match"), text: say("products.none_match_search", { search: address.search }) };
  if (address.collection || address.status) return { title: say("products.none_match"), text: say("products.none_match_narrow") };
  return { title: say(`products.none_${address.view}`), text: say(`products.none_${address.view}_text`) };
}
