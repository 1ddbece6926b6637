import { Box, Checkbox, Text } from "@shopify/polaris";
import type { ListedProduct } from "./listed-product.ts";
import { NoProducts } from "./no-products.tsx";
import type { ProductListAddress } from "./product-list-address.ts";
import { ProductListRow } from "./product-list-row.tsx";
import type { ProductSelection } from "./use-product-selection.ts";

export interface ProductListProps {
  rows: ListedProduct[];
  address: ProductListAddress;
  /** More pages follow. */
  more: boolean;
  loading: boolean;
  selection: ProductSelection;
}

/** Products with the state of their video, to be ticked for a batch. One column on a phone, the same content. */
export function ProductList({ rows, address, more, loading, selection }: ProductListProps) {
  if (rows.length === 0) return <NoProducts address={address} more={more} />;
  const gids = rows.map((row) => row.productGid);
  const ticked = gids.filter((gid) => selection.chosen.has(gid)).length;
  return (
    <>
      <Box paddingInline="400" paddingBlock="200" borderBlockEndWidth="025" borderColor="border" background="bg-surface-secondary">
        <Checkbox
          label={<Text as="span" tone="subdued">{`Select all ${rows.length} on this page`}</Text>}
          checked={ticked === 0 ? false : ticked === rows.length ? true : "indeterminate"}
          onChange={(on) => selection.toggle(gids, on)}
        />
      </Box>
      <ul aria-label="Products" aria-busy={loading} style={{ listStyle: "none", margin: 0, padding: 0, opacity: loading ? 0.6 : 1 }}>
        {rows.map((row) => (
          <li key={row.productGid}>
            <ProductListRow row={row} chosen={selection.chosen.has(row.productGid)} onChoose={(on) => selection.toggle([row.productGid], on)} />
          </li>
        ))}
      </ul>
    </>
  );
}
