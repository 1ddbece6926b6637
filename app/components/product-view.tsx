import { BlockStack, Layout } from "@shopify/polaris";
import type { ProductPageView } from "#app/videos/videos-service.ts";
import type { Problem } from "./describe-problem.ts";
import { GenerateCard } from "./generate-card.tsx";
import { NoticeBanners } from "./notice-banners.tsx";
import { PlanPicturesCard } from "./plan-pictures-card.tsx";
import { PromptCard } from "./prompt-card.tsx";
import { useKeptText } from "./use-kept-text.ts";
import { useServerNow } from "./use-server-now.ts";
import { VideoListCard } from "./video-list-card.tsx";

export interface ProductViewProps {
  page: ProductPageView;
  /** Server's time, ISO. */
  now: string;
  busy: boolean;
  /** Why the last click on Generate began nothing. */
  problem: Problem | null;
  onGenerate(prompt: string): void;
}

/** A product before its video: what NemoVideo will get, what it costs, and the click that pays. */
export function ProductView({ page, now: serverNow, busy, problem, onGenerate }: ProductViewProps) {
  const { plan, current, videos, credits } = page;
  const prompt = useKeptText(`shelfreel:prompt:${page.product.productGid}:${plan.recipe}`, plan.prompt);
  const now = useServerNow(serverNow, current?.moving ?? false);
  return (
    <Layout>
      <Layout.Section>
        <BlockStack gap="400">
          <NoticeBanners current={current} blockers={plan.blockers} notices={plan.notices} />
          <PlanPicturesCard pictures={plan.pictures} leftOut={plan.leftOut} />
          <PromptCard prompt={prompt} recipeTitle={plan.recipeTitle} />
        </BlockStack>
      </Layout.Section>
      <Layout.Section variant="oneThird">
        <BlockStack gap="400">
          <GenerateCard
            expectedCredits={plan.expectedCredits}
            credits={credits}
            blocked={plan.blockers.length > 0 || current !== null}
            busy={busy}
            problem={problem}
            onGenerate={() => {
              onGenerate(prompt.text);
            }}
          />
          <VideoListCard title="Videos of this product" videos={videos} now={now} hint="None yet." ofOneProduct />
        </BlockStack>
      </Layout.Section>
    </Layout>
  );
}
