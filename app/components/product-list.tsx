import { BlockStack, Box, Button, Checkbox, InlineGrid, Text } from "@shopify/polaris";
import { say } from "#app/words/say.ts";
import type { BatchSelection } from "#app/videos/batches/batch-view.ts";
import { batchOffers } from "./batch-offers.ts";
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
  /** Takes more than what is ticked: a search, a collection, all without a video. */
  onTake(selection: BatchSelection): void;
}

/** Products with the state of their video, to be ticked for a batch. One column on a phone, the same content. */
export function ProductList({ rows, address, more, loading, selection, onTake }: ProductListProps) {
  if (rows.length === 0) return <NoProducts address={address} more={more} />;
  const gids = rows.map((row) => row.productGid);
  return (
    <>
      <Box paddingInline="400" paddingBlock="200" borderBlockEndWidth="025" borderColor="border" background="bg-surface-secondary">
        <InlineGrid columns={{ xs: "1fr", md: "1fr auto" }} gap="200" alignItems="center">
          <Checkbox
            label={<Text as="span" tone="subdued">{say("products.select_page", { n: rows.length })}</Text>}
            checked={gids.every((gid) => selection.chosen.has(gid))}
            onChange={(on) => selection.toggle(gids, on)}
          />
          <BlockStack gap="100" inlineAlign="start">
            {/* While products are ticked, the bar below offers a batch of those alone. */}
            {selection.chosen.size === 0 &&
              batchOffers(address).map(({ text, selection: offered }) => (
                <Button key={text} variant="plain" disabled={loading} onClick={() => onTake(offered)}>
                  {say(text)}
                </Button>
              ))}
          </BlockStack>
        </InlineGrid>
      </Box>
      <ul aria-label={say("frame.products")} aria-busy={loading} style={{ listStyle: "none", margin: 0, padding: 0, opacity: loading ? 0.6 : 1 }}>
        {rows.map((row) => (
          <li key={row.productGid}>
            <ProductListRow row={row} chosen={selection.chosen.has(row.productGid)} onChoose={(on) => selection.toggle([row.productGid], on)} />
          </li>
        ))}
      </ul>
    </>
  );
}
