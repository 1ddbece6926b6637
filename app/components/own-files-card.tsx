import { BlockStack, Card, Text } from "@shopify/polaris";
import type { Material } from "#app/videos/recipes/recipe.ts";
import type { MerchantFileView } from "#app/videos/videos-service.ts";
import { say } from "#app/words/say.ts";
import { FilePicker } from "./file-picker.tsx";
import { OwnFileLine } from "./own-file-line.tsx";

export interface OwnFilesCardProps {
  takes: Material[];
  files: MerchantFileView[];
  /** Name of the whole shop's logo, which is used where the product has none of its own. */
  shopLogo?: string | null;
  /** Path of the route that takes and erases files. */
  filesUrl: string;
  /** After a file came or went. */
  onChanged(): void;
}

/** Footage and logo of the merchant's own, for the next video of this product. */
export function OwnFilesCard(props: OwnFilesCardProps) {
  const { takes } = props;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say(takes[0] === "footage" ? "product.your_footage" : takes.includes("footage") ? "product.clips_and_logo" : "product.your_logo")}
        </Text>
        <OwnFilesPart {...props} />
      </BlockStack>
    </Card>
  );
}

/** The files with their pickers, as a part of a card. */
export function OwnFilesPart({ takes, files, shopLogo = null, filesUrl, onChanged }: OwnFilesCardProps) {
  const list = (kind: MerchantFileView["kind"]) => files.filter((file) => file.kind === kind).map((file) => <OwnFileLine key={file.id} file={file} filesUrl={filesUrl} onChanged={onChanged} />);
  const footage = takes.includes("footage");
  const ownLogo = files.some((file) => file.kind === "logo");
  return (
    <BlockStack gap="300">
      {footage && (
        <BlockStack gap="200">
          {list("footage")}
          <FilePicker label={say("product.add_clip")} hint={say(takes[0] === "footage" ? "product.clip_hint" : "product.clip_hint_optional")} accept="video/*,.mkv,.avi" url={`${filesUrl}?kind=footage`} onDone={onChanged} />
        </BlockStack>
      )}
      {takes.includes("logo") && (
        <BlockStack gap="200">
          {list("logo")}
          {shopLogo && (
            <Text as="p" tone="subdued" breakWord>
              {say(ownLogo ? "product.own_logo_instead" : "product.shop_logo_used", { logo: shopLogo })}
            </Text>
          )}
          <FilePicker label={say(ownLogo ? "product.replace_logo" : shopLogo ? "product.other_logo" : "product.add_logo")} hint={say("product.logo_hint")} accept="image/png,image/jpeg,image/webp,image/gif" url={`${filesUrl}?kind=logo`} onDone={onChanged} />
        </BlockStack>
      )}
    </BlockStack>
  );
}
