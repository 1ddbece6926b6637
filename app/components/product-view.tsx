import { BlockStack, Layout } from "@shopify/polaris";
import type { ChosenOptions } from "#app/videos/choices.ts";
import type { ProductPageView } from "#app/videos/videos-service.ts";
import { say } from "#app/words/say.ts";
import { ChoicesCard } from "./choices-card.tsx";
import type { Problem } from "./describe-problem.ts";
import { GenerateCard } from "./generate-card.tsx";
import { NoticeBanners } from "./notice-banners.tsx";
import { OwnFilesCard } from "./own-files-card.tsx";
import { PlanPicturesCard } from "./plan-pictures-card.tsx";
import { PromptCard } from "./prompt-card.tsx";
import { useChoices } from "./use-choices.ts";
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
  /** Where this product's plan and files are, for example `/app/products/8001`. */
  path: string;
  onRecipe(name: string): void;
  /** After a file of the merchant's own came or went. */
  onFilesChanged(): void;
  onGenerate(wanted: { prompt: string; chosen: ChosenOptions }): void;
}

/** A product before its video: what NemoVideo will get, what it costs, and the click that pays. */
export function ProductView({ page, now: serverNow, busy, problem, path, onRecipe, onFilesChanged, onGenerate }: ProductViewProps) {
  const { current, videos, credits, kept } = page;
  const choices = useChoices(page, `${path}/plan`);
  const { plan } = choices;
  const keptBefore = kept.prompt === null ? null : { text: kept.prompt, from: kept.promptFrom ?? "" };
  const prompt = useKeptText(`shelfreel:prompt:${page.product.productGid}:${plan.recipe}`, plan.prompt, keptBefore);
  const now = useServerNow(serverNow, current?.moving ?? false);
  const ownFiles = <OwnFilesCard takes={plan.takes} files={page.files} shopLogo={page.shopLogo} filesUrl={`${path}/files`} onChanged={onFilesChanged} />;
  // A recipe that lives from footage asks for it first.
  const footageFirst = plan.takes[0] === "footage";
  return (
    <Layout>
      <Layout.Section>
        <BlockStack gap="400">
          <NoticeBanners current={current} blockers={plan.blockers} notices={plan.notices} />
          <ChoicesCard recipes={page.recipes} shopLanguages={page.shopLanguages} choices={choices} clipsWait={page.files.some((file) => file.kind === "footage")} onRecipe={onRecipe} />
          {footageFirst && ownFiles}
          <PlanPicturesCard choices={choices} />
          {!footageFirst && (plan.takes.includes("footage") || plan.takes.includes("logo")) && ownFiles}
          <PromptCard prompt={prompt} recipeTitle={plan.recipeTitle} />
        </BlockStack>
      </Layout.Section>
      <Layout.Section variant="oneThird">
        <BlockStack gap="400">
          <GenerateCard
            expectedCredits={plan.expectedCredits}
            credits={credits}
            blocked={plan.blockers.length > 0 || current !== null || choices.failed}
            busy={busy || choices.waiting}
            problem={problem}
            onGenerate={() => {
              onGenerate({ prompt: prompt.text, chosen: choices.chosen });
            }}
          />
          <VideoListCard title={say("product.videos")} videos={videos} now={now} hint={say("product.no_videos")} ofOneProduct />
        </BlockStack>
      </Layout.Section>
    </Layout>
  );
}
