import { Banner, BlockStack, Card, Checkbox, ChoiceList, Select, Text } from "@shopify/polaris";
import type { ShopSettings } from "#app/shops/shop-settings.ts";
import type { SettingsView } from "#app/shops/shops-service.ts";
import type { Problem } from "./describe-problem.ts";
import { languageChoices, languageHelp } from "./settings-words.ts";

const FIRST = "0";

export interface VideoDefaultsCardProps {
  defaults: ShopSettings;
  recipes: SettingsView["recipes"];
  /** The shop's own language; null when it is not known. */
  shopLanguage: string | null;
  /** Why saving did not work; shown at the field that it is about. */
  problem: Problem | null;
  onChange(change: Partial<ShopSettings>): void;
}

/** How a video is made and where it goes when nobody says otherwise. */
export function VideoDefaultsCard({ defaults, recipes, shopLanguage, problem, onChange }: VideoDefaultsCardProps) {
  const errorAt = (field: string) => (problem?.code === `settings.${field}` ? { error: problem.text } : {});
  return (
    <Card>
      <BlockStack gap="500">
        <Select
          label="Kind of video"
          options={recipes.map(({ name, title }) => ({ value: name, label: title }))}
          value={defaults.recipe}
          onChange={(recipe) => onChange({ recipe })}
          helpText={recipes.find(({ name }) => name === defaults.recipe)?.about}
          {...errorAt("recipe")}
        />
        <Select
          label="Language"
          options={languageChoices(defaults.language, shopLanguage)}
          value={defaults.language}
          onChange={(language) => onChange({ language })}
          helpText={languageHelp(defaults.language, shopLanguage)}
          {...errorAt("language")}
        />
        <ChoiceList
          title="Place among the product’s media"
          selected={[defaults.place]}
          onChange={([place]) => place && onChange({ place })}
          choices={[
            { label: "At the end", value: "last", helpText: "The pictures stay as they are." },
            { label: "Second, after the main picture", value: "second" },
            { label: "First", value: FIRST },
          ]}
        />
        {defaults.place === FIRST && (
          <Banner tone="warning" title="The video then becomes the product’s main picture everywhere">
            <Text as="p">Collections, search, carts, e-mails and ads show a still of it instead of the present main picture.</Text>
          </Banner>
        )}
        <ChoiceList
          title="Before a video goes live"
          selected={[defaults.approval]}
          onChange={([approval]) => approval && onChange({ approval: approval === "automatic" ? "automatic" : "manual" })}
          choices={[
            { label: "I approve every video", value: "manual", helpText: "Nothing appears in your shop before a person has looked at it." },
            { label: "Videos without warnings go live by themselves", value: "automatic", helpText: "A video with a warning, for example a wrong shape or words that you did not give, still waits for you." },
          ]}
        />
        <ChoiceList
          title="How pictures reach NemoVideo"
          selected={[defaults.picturesBy]}
          onChange={([by]) => by && onChange({ picturesBy: by === "address" ? "address" : "file" })}
          choices={[
            { label: "This app sends them", value: "file", helpText: "As JPG, in the order of the video. Works always." },
            { label: "NemoVideo fetches them from your shop’s public picture addresses", value: "address", helpText: "Less to send. What cannot be fetched is sent." },
          ]}
        />
        <Checkbox label="Say in the alt text that the video was made with AI" checked={defaults.discloseAi} onChange={(discloseAi) => onChange({ discloseAi })} helpText="Adds “Made with AI.” to the alt text of every video that goes live from now on." />
        <Checkbox
          label="Say it in a metafield of the product too"
          checked={defaults.discloseMetafield}
          onChange={(discloseMetafield) => onChange({ discloseMetafield })}
          helpText="Sets shelfreel.ai_video to true when a video goes live from now on, for your theme or feeds, and deletes it when the last video is taken off the product here. A value of your own stays as it is."
        />
      </BlockStack>
    </Card>
  );
}
