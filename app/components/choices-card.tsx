import { BlockStack, Button, Card, Collapsible, InlineGrid, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useId, useState } from "react";
import type { PromptChoices, VideoFormat } from "#app/videos/recipes/recipe.ts";
import { say, type WordId } from "#app/words/say.ts";
import { languageName } from "./video-languages.ts";
import { MoreChoices } from "./more-choices.tsx";
import type { Choices } from "./use-choices.ts";

export interface ChoicesCardProps {
  recipes: { name: string; title: string; about: string }[];
  /** Those that the shop is published in, its own first. */
  shopLanguages: string[];
  choices: Choices;
  /** The product has clips that wait for their video. */
  clipsWait: boolean;
  onRecipe(name: string): void;
}

const formats: { value: VideoFormat; label: WordId }[] = [
  { value: "1:1", label: "product.format_square" },
  { value: "9:16", label: "product.format_upright" },
  { value: "16:9", label: "product.format_wide" },
  { value: "4:5", label: "product.format_portrait" },
];
const steps = [15, 20, 25, 30, 45, 60, 90, 120, 150, 180];

/** What kind of video, and how it should be: the choices that matter in sight, the rest one click away. */
export function ChoicesCard({ recipes, shopLanguages, choices, clipsWait, onRecipe }: ChoicesCardProps) {
  const [open, setOpen] = useState(false);
  const more = useId();
  const { plan, chosen, choose } = choices;
  // What was chosen goes first: the plan that knows of it may still be on its way.
  const now: PromptChoices = { ...plan.choices, ...withoutMissing(chosen) };
  const about = recipes.find((recipe) => recipe.name === plan.recipe)?.about;
  const help = clipsWait && !plan.takes.includes("footage") ? (about ? say("units.two_sentences", { first: about, second: say("product.clips_wait") }) : say("product.clips_wait")) : about;
  const lengths = [...new Set([...steps, plan.choices.lengthSeconds])].filter((s) => s >= plan.lengths.min && s <= plan.lengths.max).sort((a, b) => a - b);
  return (
    <Card>
      <BlockStack gap="300">
        <Select label={say("product.kind")} options={recipes.map(({ name, title }) => ({ value: name, label: title }))} value={plan.recipe} onChange={onRecipe} helpText={help} />
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
          <Select label={say("product.format")} options={formats.map(({ value, label }) => ({ value, label: say(label) }))} value={now.format} onChange={(format) => choose({ format: format as VideoFormat })} />
          <Select
            label={say("product.length")}
            options={lengths.map((s) => ({ value: String(s), label: say("units.seconds", { n: s }) }))}
            value={String(plan.choices.lengthSeconds === chosen.lengthSeconds || !lengths.includes(now.lengthSeconds) ? plan.choices.lengthSeconds : now.lengthSeconds)}
            onChange={(seconds) => choose({ lengthSeconds: Number(seconds) })}
            helpText={plan.takes[0] === "footage" ? say("product.length_at_most") : undefined}
          />
        </InlineGrid>
        {plan.takes.includes("offer") && <OfferFields now={now} chosen={chosen} choose={choose} />}
        <InlineStack gap="200" blockAlign="center" align="space-between">
          <Text as="p" tone="subdued">
            {summaryOf(now)}
          </Text>
          <Button variant="plain" disclosure={open ? "up" : "down"} onClick={() => setOpen(!open)} ariaExpanded={open} ariaControls={more}>
            {say(open ? "product.fewer_choices" : "product.more_choices")}
          </Button>
        </InlineStack>
        <Collapsible id={more} open={open}>
          <MoreChoices now={now} chosen={chosen} ignored={plan.ignored} shopLanguages={shopLanguages} choose={choose} />
        </Collapsible>
        {choices.failed && (
          <Text as="p" tone="critical">
            {say("product.not_written_anew")}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

/** The offer and the words of the link, and how the video will tell them. */
export function OfferFields({ now, chosen, choose }: Pick<Choices, "chosen" | "choose"> & { now: PromptChoices }) {
  const ways = now.voiceOver ? (now.captions ? "both" : "said") : now.captions ? "shown" : "neither";
  return (
    <BlockStack gap="300">
      <TextField label={say("product.offer")} value={chosen.offer ?? ""} onChange={(offer) => choose({ offer })} multiline={2} maxLength={400} autoComplete="off" placeholder={say("product.offer_example")} />
      <TextField label={say("product.link_words")} value={chosen.linkWords ?? ""} onChange={(linkWords) => choose({ linkWords })} maxLength={80} autoComplete="off" placeholder={say("product.link_words_example")} helpText={say("product.link_words_help", { ways })} />
    </BlockStack>
  );
}

function summaryOf(now: PromptChoices): string {
  const is = (wanted: boolean) => (wanted ? "yes" : "no");
  return say("product.summary", { language: languageName(now.language), music: is(now.music), voice: is(now.voiceOver), words: is(now.captions), price: is(now.showPrice) });
}

const withoutMissing = (chosen: Choices["chosen"]) => Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined)) as Partial<PromptChoices>;
