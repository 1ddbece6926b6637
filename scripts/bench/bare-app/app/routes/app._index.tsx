import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Card, Layout, Page, Text } from "@shopify/polaris";
import { shopify } from "#bare/shopify.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await shopify.authenticate.admin(request);
  return { shop: session.shop };
}

export default function Home() {
  const { shop } = useLoaderData<typeof loader>();
  return (
    <Page title="Home">
      <Layout>
        <Layout.Section>
          <Card>
            <Text as="p">This page of {shop} has a title and a card.</Text>
          </Card>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
