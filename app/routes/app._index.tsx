import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Layout, Page } from "@shopify/polaris";
import { RunningBatchesCard } from "#app/components/batches/running-batches-card.tsx";
import { CreditsCard } from "#app/components/credits-card.tsx";
import { FirstRunGuide } from "#app/components/first-run-guide.tsx";
import { usePolledJson } from "#app/components/use-polled-json.ts";
import { useServerNow } from "#app/components/use-server-now.ts";
import { VideoListCard } from "#app/components/video-list-card.tsx";
import { services } from "#app/services.server.ts";
import { authenticate } from "#app/shopify.server.ts";
import type { HomeView } from "#app/videos/videos-service.ts";

/** The home page asks NemoVideo for the balance as well, so it looks less often than the page of one video. */
const LOOK_EVERY_MS = 10_000;
const BATCHES_LOOKED_AT = 10;

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { videos, batches } = services();
  const [home, newest] = await Promise.all([videos.home({ shop: session.shop }), batches.listBatches({ shop: session.shop, before: null, take: BATCHES_LOOKED_AT })]);
  return { home, newest, now: new Date().toISOString() };
}

export const meta: MetaFunction = () => [{ title: "Home · Shelfreel" }];

const somethingMoves = (home: HomeView) => home.making.length > 0;

export default function Home() {
  const data = useLoaderData<typeof loader>();
  const { value: home } = usePolledJson<HomeView>({ url: "/app/home-progress", initial: data.home, everyMs: LOOK_EVERY_MS, moving: somethingMoves, paused: false });
  const now = useServerNow(data.now, home.making.length > 0);
  const empty = home.needsYou.length + home.making.length + home.recent.length === 0 && !home.knowsTheWay;
  return (
    <Page title="Home" {...(!empty && { primaryAction: { content: "Choose a product", url: "/app/products" } })}>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {!home.knowsTheWay && <FirstRunGuide begun={home.making.length > 0} ready={home.needsYou.length > 0} />}
            <RunningBatchesCard initial={data.newest} />
            <VideoListCard title="Needs you" videos={home.needsYou} now={now} hint={empty ? null : "Nothing is waiting for you."} />
            <VideoListCard title="Being made" videos={home.making} now={now} hint={empty ? null : "No video is being made at the moment."} />
            <VideoListCard title="Lately published" videos={home.recent} now={now} hint={null} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <CreditsCard credits={home.credits} />
        </Layout.Section>
      </Layout>
    </Page>
  );
}
