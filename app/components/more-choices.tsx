import { BlockStack, Checkbox, InlineGrid, Select, TextField } from "@shopify/polaris";
import type { ChosenOptions } from "#app/videos/choices.ts";
import type { IgnoredWish } from "#app/videos/recipes/find-ignored.ts";
import type { PromptChoices } from "#app/videos/recipes/recipe.ts";
import { say } from "#app/words/say.ts";
import { languageOptions } from "./video-languages.ts";

export interface MoreChoicesProps {
  now: PromptChoices;
  chosen: ChosenOptions;
  /** Wishes without effect in this video: that is said beside them. */
  ignored: IgnoredWish[];
  /** Those that the shop is published in, its own first. */
  shopLanguages: string[];
  choose(change: ChosenOptions): void;
}

/** Language, sound, words and price. */
export function MoreChoices({ now, chosen, ignored, shopLanguages, choose }: MoreChoicesProps) {
  const wordless = !now.captions && !now.voiceOver;
  const priceHelp = wordless ? say("product.price_needs_words") : now.showPrice && ignored.includes("price") ? say("product.price_none") : undefined;
  return (
    <BlockStack gap="300">
      <Select label={say("product.language")} options={languageOptions(now.language, shopLanguages)} value={now.language} onChange={(language) => choose({ language })} helpText={wordless ? say("product.language_unused") : undefined} />
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="100">
        <Checkbox label={say("product.music")} checked={now.music} onChange={(music) => choose({ music })} />
        <Checkbox label={say("product.voice_over")} checked={now.voiceOver} onChange={(voiceOver) => choose({ voiceOver })} />
        <Checkbox label={say("product.text_on_screen")} checked={now.captions} onChange={(captions) => choose({ captions })} helpText={!now.captions && ignored.includes("endCard") ? say("product.no_end_card") : undefined} />
        <Checkbox label={say("product.show_price")} checked={now.showPrice} disabled={wordless} onChange={(showPrice) => choose({ showPrice })} helpText={priceHelp} />
      </InlineGrid>
      <TextField label={say("product.brand_words")} value={chosen.brandWords ?? ""} onChange={(brandWords) => choose({ brandWords })} maxLength={200} autoComplete="off" helpText={say("product.brand_words_help")} />
    </BlockStack>
  );
}
