import { BlockStack, Button, Card, Collapsible, InlineGrid, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useId, useState } from "react";
import type { PromptChoices, VideoFormat } from "#app/videos/recipes/recipe.ts";
import { languageName } from "./video-languages.ts";
import { MoreChoices } from "./more-choices.tsx";
import type { Choices } from "./use-choices.ts";

export interface ChoicesCardProps {
  recipes: { name: string; title: string; about: string }[];
  /** Those that the shop is published in, its own first. */
  shopLanguages: string[];
  choices: Choices;
  onRecipe(name: string): void;
}

const formats: { value: VideoFormat; label: string }[] = [
  { value: "1:1", label: "Square, 1:1 (product pages)" },
  { value: "9:16", label: "Upright, 9:16 (stories, reels)" },
  { value: "16:9", label: "Wide, 16:9 (websites, YouTube)" },
  { value: "4:5", label: "Portrait, 4:5 (feeds)" },
];
const steps = [15, 20, 25, 30, 45, 60, 90, 120, 150, 180];

/** What kind of video, and how it should be: the choices that matter in sight, the rest one click away. */
export function ChoicesCard({ recipes, shopLanguages, choices, onRecipe }: ChoicesCardProps) {
  const [open, setOpen] = useState(false);
  const more = useId();
  const { plan, chosen, choose } = choices;
  // What was chosen goes first: the plan that knows of it may still be on its way.
  const now: PromptChoices = { ...plan.choices, ...withoutMissing(chosen) };
  const about = recipes.find((recipe) => recipe.name === plan.recipe)?.about;
  const lengths = [...new Set([...steps, plan.choices.lengthSeconds])].filter((s) => s >= plan.lengths.min && s <= plan.lengths.max).sort((a, b) => a - b);
  return (
    <Card>
      <BlockStack gap="300">
        <Select label="Kind of video" options={recipes.map(({ name, title }) => ({ value: name, label: title }))} value={plan.recipe} onChange={onRecipe} helpText={about} />
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
          <Select label="Format" options={formats} value={now.format} onChange={(format) => choose({ format: format as VideoFormat })} />
          <Select
            label="Length"
            options={lengths.map((s) => ({ value: String(s), label: `${s} seconds` }))}
            value={String(plan.choices.lengthSeconds === chosen.lengthSeconds || !lengths.includes(now.lengthSeconds) ? plan.choices.lengthSeconds : now.lengthSeconds)}
            onChange={(seconds) => choose({ lengthSeconds: Number(seconds) })}
          />
        </InlineGrid>
        {plan.takes.includes("offer") && <OfferFields chosen={chosen} choose={choose} />}
        <InlineStack gap="200" blockAlign="center" align="space-between">
          <Text as="p" tone="subdued">
            {summaryOf(now)}
          </Text>
          <Button variant="plain" disclosure={open ? "up" : "down"} onClick={() => setOpen(!open)} ariaExpanded={open} ariaControls={more}>
            {open ? "Fewer choices" : "More choices"}
          </Button>
        </InlineStack>
        <Collapsible id={more} open={open}>
          <MoreChoices now={now} chosen={chosen} shopLanguages={shopLanguages} choose={choose} />
        </Collapsible>
        {choices.failed && (
          <Text as="p" tone="critical">
            The text below could not be written anew. Change a choice to try again.
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

function OfferFields({ chosen, choose }: Pick<Choices, "chosen" | "choose">) {
  return (
    <BlockStack gap="300">
      <TextField label="The offer, in your words" value={chosen.offer ?? ""} onChange={(offer) => choose({ offer })} multiline={2} maxLength={400} autoComplete="off" placeholder="For example: free engraving for readers of my blog" />
      <TextField label="Words of the link" value={chosen.linkWords ?? ""} onChange={(linkWords) => choose({ linkWords })} maxLength={80} autoComplete="off" placeholder="For example: See it in the shop" helpText="Shown and said at the end of the video." />
    </BlockStack>
  );
}

function summaryOf(now: PromptChoices): string {
  const words = [languageName(now.language), now.music ? "music" : "no music", now.voiceOver ? "voice-over" : "no voice-over", now.captions ? "text on screen" : "no text on screen", now.showPrice ? "with the price" : "no price"];
  return `${words.join(", ")}.`;
}

const withoutMissing = (chosen: Choices["chosen"]) => Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined)) as Partial<PromptChoices>;
