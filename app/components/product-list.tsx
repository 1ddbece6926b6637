import { BlockStack, Box, Text } from "@shopify/polaris";
import type { ListedProduct } from "./listed-product.ts";
import { ProductListRow } from "./product-list-row.tsx";

export interface ProductListProps {
  rows: ListedProduct[];
  search: string;
  loading: boolean;
}

/** Products with the state of their video. One column on a phone, the same content. */
export function ProductList({ rows, search, loading }: ProductListProps) {
  if (rows.length === 0) return <Nothing search={search} />;
  return (
    <ul aria-label="Products" aria-busy={loading} style={{ listStyle: "none", margin: 0, padding: 0, opacity: loading ? 0.6 : 1 }}>
      {rows.map((row) => (
        <li key={row.productGid}>
          <ProductListRow row={row} />
        </li>
      ))}
    </ul>
  );
}

function Nothing({ search }: { search: string }) {
  return (
    <Box padding="600">
      <BlockStack gap="100" inlineAlign="center">
        <Text as="h2" variant="headingMd" alignment="center">
          {search ? "No product matches" : "No products yet"}
        </Text>
        <Text as="p" tone="subdued" alignment="center">
          {search ? `Nothing was found for “${search}”. Try fewer or other words.` : "Add a product with a few pictures in Shopify, then come back to make its video."}
        </Text>
      </BlockStack>
    </Box>
  );
}
