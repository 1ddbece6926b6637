import { BlockStack, Button, Card, Checkbox, InlineStack, Text, TextField } from "@shopify/polaris";
import { useId } from "react";
import type { BrandKit } from "#app/shops/shop-settings.ts";
import type { ShopLogoView } from "#app/shops/shops-service.ts";
import { say } from "#app/words/say.ts";
import { ShopLogo } from "./shop-logo.tsx";

const MOST_COLOURS = 2;
const MOST_WORDS = 30;
const FIRST_COLOUR = "#1a1a1a";

export interface BrandCardProps {
  brand: BrandKit;
  logo: ShopLogoView | null;
  onChange(brand: BrandKit): void;
  /** After a logo came or went: it is kept at once, without the save bar. */
  onLogoChanged(): void;
}

/** What all videos of the shop have in common: logo, tone, tagline, colours, end card, words never to use. */
export function BrandCard({ brand, logo, onChange, onLogoChanged }: BrandCardProps) {
  const change = (part: Partial<BrandKit>) => onChange({ ...brand, ...part });
  const setColour = (at: number, colour: string) => change({ colours: brand.colours.map((other, index) => (index === at ? colour : other)) });
  return (
    <Card>
      <BlockStack gap="500">
        <ShopLogo logo={logo} onChanged={onLogoChanged} />
        <TextField label={say("settings.brand_tone")} value={brand.tone} onChange={(tone) => change({ tone })} maxLength={200} autoComplete="off" helpText={say("settings.brand_tone_help")} />
        <TextField label={say("settings.brand_tagline")} value={brand.tagline} onChange={(tagline) => change({ tagline })} maxLength={80} autoComplete="off" helpText={brand.tagline && !brand.endCard ? say("settings.brand_tagline_unused") : undefined} />
        <BlockStack gap="200">
          <Text as="p">{say("settings.brand_colours")}</Text>
          <InlineStack gap="400" blockAlign="center">
            {brand.colours.map((colour, at) => (
              <Colour key={at} at={at} colour={colour} onChange={(changed) => setColour(at, changed)} onRemove={() => change({ colours: brand.colours.filter((_, index) => index !== at) })} />
            ))}
            {brand.colours.length < MOST_COLOURS && <Button onClick={() => change({ colours: [...brand.colours, FIRST_COLOUR] })}>{say("settings.brand_add_colour")}</Button>}
          </InlineStack>
          <Text as="p" tone="subdued">
            {say("settings.brand_colours_help")}
          </Text>
        </BlockStack>
        <Checkbox label={say("settings.brand_end_card")} checked={brand.endCard} onChange={(endCard) => change({ endCard })} helpText={say("settings.brand_end_card_help")} />
        <TextField
          label={say("settings.brand_never")}
          value={brand.neverWords.join("\n")}
          onChange={(text) => change({ neverWords: text.split("\n").slice(0, MOST_WORDS).map((word) => word.slice(0, 40)) })}
          multiline={3}
          autoComplete="off"
          helpText={say("settings.brand_never_help", { most: MOST_WORDS })}
        />
      </BlockStack>
    </Card>
  );
}

function Colour({ at, colour, onChange, onRemove }: { at: number; colour: string; onChange(colour: string): void; onRemove(): void }) {
  const id = useId();
  return (
    <InlineStack gap="200" blockAlign="center">
      <label htmlFor={id}>{say("settings.brand_colour", { n: at + 1 })}</label>
      <input id={id} type="color" value={colour} onChange={(event) => onChange(event.target.value.toLowerCase())} style={{ width: "2.5rem", height: "2rem", padding: 0, border: "1px solid var(--p-color-border)", borderRadius: "var(--p-border-radius-100)" }} />
      <Button variant="plain" onClick={onRemove} accessibilityLabel={say("settings.brand_remove_colour", { n: at + 1 })}>
        {say("settings.brand_remove")}
      </Button>
    </InlineStack>
  );
}
