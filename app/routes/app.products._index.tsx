import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate, useNavigation, useRevalidator, useSearchParams, type ClientLoaderFunctionArgs } from "@remix-run/react";
import { BlockStack, Card, Page, Pagination } from "@shopify/polaris";
import { problemOf, type Problem } from "#app/components/describe-problem.ts";
import { FilterLinks } from "#app/components/filter-links.tsx";
import { ProblemBanner } from "#app/components/problem-banner.tsx";
import { changeListAddress, collectionGidOf, readListAddress } from "#app/components/product-list-address.ts";
import { ProductList } from "#app/components/product-list.tsx";
import { ProductNarrowing } from "#app/components/product-narrowing.tsx";
import { ProductSearch } from "#app/components/product-search.tsx";
import { productViews } from "#app/components/product-views.ts";
import { SelectionBar } from "#app/components/selection-bar.tsx";
import { useCursorTrail } from "#app/components/use-cursor-trail.ts";
import { useProductSelection } from "#app/components/use-product-selection.ts";
import { useStartBatch } from "#app/components/use-start-batch.ts";
import { services } from "#app/services.server.ts";
import { withWords, type PageHandle } from "#app/words/load-words.ts";
import { say } from "#app/words/say.ts";
import { authenticate } from "#app/shopify.server.ts";
import type { ListedPage } from "#app/videos/product-list/listed-page.ts";
import { isShopifys } from "#app/videos/product-list/product-filters.ts";

const nothing: ListedPage = { rows: [], endCursor: null, hasNextPage: false };

export async function loader({ request }: LoaderFunctionArgs) {
  const { admin, session } = await authenticate.admin(request);
  const asked = readListAddress(new URL(request.url).searchParams);
  const { videos, shopifyFor } = services();
  try {
    const page = await videos.listProducts({
      shop: session.shop, admin: shopifyFor(admin, session.shop), search: asked.search, after: asked.after || null, filter: asked.view,
      narrow: { productStatus: asked.status || null, collectionGid: collectionGidOf(asked) },
    });
    return { ...page, problem: null };
  } catch (error) {
    return { ...nothing, problem: problemOf(error, { spends: false }) };
  }
}

export const handle: PageHandle = { words: ["products"] };

export const clientLoader = ({ serverLoader }: ClientLoaderFunctionArgs) => withWords(handle, serverLoader<typeof loader>());

export const meta: MetaFunction = () => [{ title: say("frame.page_title", { page: say("frame.products") }) }];

export default function Products() {
  const { rows, endCursor, hasNextPage, problem } = useLoaderData<typeof loader>();
  const [searchParams] = useSearchParams();
  const address = readListAddress(searchParams);
  const trail = useCursorTrail();
  const navigate = useNavigate();
  const navigation = useNavigation();
  const revalidator = useRevalidator();
  const selection = useProductSelection();
  const fetcher = useFetcher<{ problem: Problem | null }>();
  const { busy, start } = useStartBatch(fetcher);
  const loading = navigation.state === "loading" && navigation.location?.pathname === "/app/products";
  const change = (to: Parameters<typeof changeListAddress>[1]) => navigate(changeListAddress(address, to), { replace: true, preventScrollReset: true });
  const notStarted = fetcher.data?.problem ?? null;
  return (
    <Page title={say("frame.products")}>
      <BlockStack gap="400">
        {problem && (
          <ProblemBanner problem={problem} title={say("products.not_read")} action={{ content: say("common.try_again"), onAction: () => revalidator.revalidate(), loading: revalidator.state === "loading" }} />
        )}
        {notStarted && <ProblemBanner problem={notStarted} title={say("products.batch_not_made")} />}
        <Card padding="0">
          <FilterLinks label={say("products.by_video")} chosen={address.view} links={productViews.map(({ view, text }) => ({ key: view, text: say(text), to: changeListAddress(address, { view }), count: null }))} />
          <ProductSearch search={address.search} loading={loading} onSearch={(search) => change({ search })} />
          {isShopifys(address.view) && <ProductNarrowing address={address} onChange={change} />}
          {!problem && <ProductList rows={rows} address={address} more={hasNextPage} loading={loading || busy} selection={selection} onTake={start} />}
          {(trail.hasPrevious || hasNextPage) && (
            <Pagination
              type="table"
              hasPrevious={trail.hasPrevious}
              onPrevious={trail.previous}
              previousTooltip={say("products.previous")}
              hasNext={hasNextPage && endCursor !== null}
              onNext={() => endCursor && trail.next(endCursor)}
              nextTooltip={say("products.next")}
            />
          )}
        </Card>
      </BlockStack>
      {selection.chosen.size > 0 && (
        <SelectionBar
          count={selection.chosen.size}
          shown={rows.filter((row) => selection.chosen.has(row.productGid)).length}
          busy={busy}
          onMake={() => start({ kind: "hand", productGids: [...selection.chosen] })}
          onClear={selection.clear}
        />
      )}
    </Page>
  );
}
