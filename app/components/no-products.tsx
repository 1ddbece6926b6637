import { BlockStack, Box, Text } from "@shopify/polaris";
import type { ProductFilter } from "#app/videos/product-list/product-filters.ts";
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
  if (address.view === "without_video" && more) return { title: "These products all have a video", text: "The next page goes on with the products after them." };
  if (address.search) return { title: "No product matches", text: `Nothing was found for “${address.search}”. Try fewer or other words.` };
  if (address.collection || address.status) return { title: "No product matches", text: "No product of your shop is in this collection and status. Choose others." };
  return empty[address.view];
}

const empty: Record<ProductFilter, { title: string; text: string }> = {
  all: { title: "No products yet", text: "Add a product with a few pictures in Shopify, then come back to make its video." },
  without_video: { title: "Every product has a video", text: "A product that is added to your shop appears here until it has one." },
  ready: { title: "Nothing waits for your approval", text: "Videos that are made wait here until you approve them." },
  published: { title: "No video is on a product yet", text: "Make one, look at it and approve it. It then appears here." },
  stale: { title: "No video is out of date", text: "When a product’s pictures, title or price change after its video was made, it appears here." },
  problems: { title: "No problems", text: "Videos that could not be made, or that need an answer of yours, appear here." },
};
