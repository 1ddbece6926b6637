import { Banner, BlockStack, Card, Checkbox, ChoiceList, Select, Text } from "@shopify/polaris";
import type { ShopSettings } from "#app/shops/shop-settings.ts";
import type { SettingsView } from "#app/shops/shops-service.ts";
import { say } from "#app/words/say.ts";
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
          label={say("settings.kind")}
          options={recipes.map(({ name, title }) => ({ value: name, label: title }))}
          value={defaults.recipe}
          onChange={(recipe) => onChange({ recipe })}
          helpText={recipes.find(({ name }) => name === defaults.recipe)?.about}
          {...errorAt("recipe")}
        />
        <Select
          label={say("settings.language")}
          options={languageChoices(defaults.language, shopLanguage)}
          value={defaults.language}
          onChange={(language) => onChange({ language })}
          helpText={languageHelp(defaults.language, shopLanguage)}
          {...errorAt("language")}
        />
        <ChoiceList
          title={say("settings.place")}
          selected={[defaults.place]}
          onChange={([place]) => place && onChange({ place })}
          choices={[
            { label: say("settings.place_last"), value: "last", helpText: say("settings.place_last_help") },
            { label: say("settings.place_second"), value: "second" },
            { label: say("settings.place_first"), value: FIRST },
          ]}
        />
        {defaults.place === FIRST && (
          <Banner tone="warning" title={say("settings.place_first_warning")}>
            <Text as="p">{say("settings.place_first_warning_text")}</Text>
          </Banner>
        )}
        <ChoiceList
          title={say("settings.approval")}
          selected={[defaults.approval]}
          onChange={([approval]) => approval && onChange({ approval: approval === "automatic" ? "automatic" : "manual" })}
          choices={[
            { label: say("settings.approval_manual"), value: "manual", helpText: say("settings.approval_manual_help") },
            { label: say("settings.approval_automatic"), value: "automatic", helpText: say("settings.approval_automatic_help") },
          ]}
        />
        <ChoiceList
          title={say("settings.pictures")}
          selected={[defaults.picturesBy]}
          onChange={([by]) => by && onChange({ picturesBy: by === "address" ? "address" : "file" })}
          choices={[
            { label: say("settings.pictures_sent"), value: "file", helpText: say("settings.pictures_sent_help") },
            { label: say("settings.pictures_fetched"), value: "address", helpText: say("settings.pictures_fetched_help") },
          ]}
        />
        <Checkbox label={say("settings.disclose")} checked={defaults.discloseAi} onChange={(discloseAi) => onChange({ discloseAi })} helpText={say("settings.disclose_help")} />
        <Checkbox
          label={say("settings.disclose_metafield")}
          checked={defaults.discloseMetafield}
          onChange={(discloseMetafield) => onChange({ discloseMetafield })}
          helpText={say("settings.disclose_metafield_help")}
        />
      </BlockStack>
    </Card>
  );
}
