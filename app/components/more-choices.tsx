import { BlockStack, Checkbox, InlineGrid, Select, TextField } from "@shopify/polaris";
import type { ChosenOptions } from "#app/videos/choices.ts";
import type { PromptChoices } from "#app/videos/recipes/recipe.ts";
import { languageOptions } from "./video-languages.ts";

export interface MoreChoicesProps {
  now: PromptChoices;
  chosen: ChosenOptions;
  /** Those that the shop is published in, its own first. */
  shopLanguages: string[];
  choose(change: ChosenOptions): void;
}

/** Language, sound, words and price. */
export function MoreChoices({ now, chosen, shopLanguages, choose }: MoreChoicesProps) {
  return (
    <BlockStack gap="300">
      <Select label="Language of words and voice" options={languageOptions(now.language, shopLanguages)} value={now.language} onChange={(language) => choose({ language })} />
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="100">
        <Checkbox label="Music" checked={now.music} onChange={(music) => choose({ music })} />
        <Checkbox label="Voice-over" checked={now.voiceOver} onChange={(voiceOver) => choose({ voiceOver })} />
        <Checkbox label="Text on screen" checked={now.captions} onChange={(captions) => choose({ captions })} />
        <Checkbox label="Show the price" checked={now.showPrice} disabled={!now.captions && !now.voiceOver} onChange={(showPrice) => choose({ showPrice })} />
      </InlineGrid>
      <TextField label="Words of your brand" value={chosen.brandWords ?? ""} onChange={(brandWords) => choose({ brandWords })} maxLength={200} autoComplete="off" helpText="Its tone in a few words, for example: calm, honest, made by hand." />
    </BlockStack>
  );
}
