import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData, useNavigate, useNavigation, useRevalidator, useSearchParams } from "@remix-run/react";
import { BlockStack, Card, Page, Pagination } from "@shopify/polaris";
import { z } from "zod";
import { problemOf } from "#app/components/describe-problem.ts";
import { ProblemBanner } from "#app/components/problem-banner.tsx";
import { ProductList } from "#app/components/product-list.tsx";
import { ProductSearch } from "#app/components/product-search.tsx";
import { useCursorTrail } from "#app/components/use-cursor-trail.ts";
import { services } from "#app/services.server.ts";
import { authenticate } from "#app/shopify.server.ts";

const query = z.object({ search: z.string().trim().max(200).catch(""), after: z.string().min(1).max(500).nullable().catch(null) });
const nothing = { rows: [], endCursor: null, hasNextPage: false };

export async function loader({ request }: LoaderFunctionArgs) {
  const { admin, session } = await authenticate.admin(request);
  const { searchParams } = new URL(request.url);
  const asked = query.parse({ search: searchParams.get("search") ?? "", after: searchParams.get("after") });
  const { videos, shopifyFor } = services();
  try {
    const page = await videos.listProducts({ shop: session.shop, admin: shopifyFor(admin, session.shop), ...asked });
    return { ...page, problem: null };
  } catch (error) {
    return { ...nothing, problem: problemOf(error, { spends: false }) };
  }
}

export const meta: MetaFunction = () => [{ title: "Products · Shelfreel" }];

export default function Products() {
  const { rows, endCursor, hasNextPage, problem } = useLoaderData<typeof loader>();
  const [searchParams] = useSearchParams();
  const search = searchParams.get("search") ?? "";
  const trail = useCursorTrail();
  const navigate = useNavigate();
  const navigation = useNavigation();
  const revalidator = useRevalidator();
  const loading = navigation.state === "loading" && navigation.location?.pathname === "/app/products";
  return (
    <Page title="Products">
      <BlockStack gap="400">
        {problem && (
          <ProblemBanner problem={problem} title="The products could not be read" action={{ content: "Try again", onAction: () => revalidator.revalidate(), loading: revalidator.state === "loading" }} />
        )}
        <Card padding="0">
          <ProductSearch search={search} loading={loading} onSearch={(text) => navigate(text ? `?search=${encodeURIComponent(text)}` : "?", { replace: true })} />
          {!problem && <ProductList rows={rows} search={search} loading={loading} />}
          {(trail.hasPrevious || hasNextPage) && (
            <Pagination
              type="table"
              hasPrevious={trail.hasPrevious}
              onPrevious={trail.previous}
              previousTooltip="Previous products"
              hasNext={hasNextPage && endCursor !== null}
              onNext={() => endCursor && trail.next(endCursor)}
              nextTooltip="Next products"
            />
          )}
        </Card>
      </BlockStack>
    </Page>
  );
}
