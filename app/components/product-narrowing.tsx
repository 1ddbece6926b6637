import { Box, InlineGrid, Select } from "@shopify/polaris";
import { say } from "#app/words/say.ts";
import { productStatusWords, type ProductStatus } from "./listed-product.ts";
import { CollectionPicker } from "./collection-picker.tsx";
import type { ProductListAddress } from "./product-list-address.ts";

export interface ProductNarrowingProps {
  address: ProductListAddress;
  onChange(change: Partial<ProductListAddress>): void;
}

/** Narrows the list by what Shopify knows of products: their collection and status. */
export function ProductNarrowing({ address, onChange }: ProductNarrowingProps) {
  return (
    <Box padding="300" borderBlockEndWidth="025" borderColor="border">
      <InlineGrid columns={{ xs: "1fr 1fr", md: "16rem 12rem" }} gap="200">
        <CollectionPicker chosen={address.collection ? { number: address.collection, title: address.in || say("products.collection") } : null} onChoose={(one) => onChange({ collection: one?.number ?? "", in: one?.title ?? "" })} />
        <Select
          label={say("products.status")}
          labelHidden
          options={[{ label: say("products.any_status"), value: "" }, ...Object.entries(productStatusWords).map(([value, { text }]) => ({ label: say(text), value }))]}
          value={address.status}
          onChange={(status) => onChange({ status: status as ProductStatus | "" })}
        />
      </InlineGrid>
    </Box>
  );
}
