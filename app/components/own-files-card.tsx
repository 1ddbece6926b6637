import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import type { Material } from "#app/videos/recipes/recipe.ts";
import type { MerchantFileView } from "#app/videos/videos-service.ts";
import { formatBytes } from "#app/words/format-amounts.ts";
import { FilePicker } from "./file-picker.tsx";

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
          {takes[0] === "footage" ? "Your footage" : takes.includes("footage") ? "Your clips and logo" : "Your logo"}
        </Text>
        <OwnFilesPart {...props} />
      </BlockStack>
    </Card>
  );
}

/** The files with their pickers, as a part of a card. */
export function OwnFilesPart({ takes, files, shopLogo = null, filesUrl, onChanged }: OwnFilesCardProps) {
  const remove = async (id: string) => {
    await fetch(`${filesUrl}?file=${encodeURIComponent(id)}`, { method: "DELETE" });
    onChanged();
  };
  const list = (kind: MerchantFileView["kind"]) =>
    files.filter((file) => file.kind === kind).map((file) => (
      <InlineStack key={file.id} gap="200" align="space-between" blockAlign="center">
        <Text as="span" breakWord>
          {`${file.filename} · ${formatBytes(file.bytes)}${file.seconds === null ? "" : ` · ${Math.round(file.seconds)} s`}`}
        </Text>
        <Button variant="plain" tone="critical" onClick={() => void remove(file.id)} accessibilityLabel={`Remove ${file.filename}`}>
          Remove
        </Button>
      </InlineStack>
    ));
  const footage = takes.includes("footage");
  const ownLogo = files.some((file) => file.kind === "logo");
  return (
    <BlockStack gap="300">
      {footage && (
        <BlockStack gap="200">
          {list("footage")}
          <FilePicker label="Add a clip" hint={`${takes[0] === "footage" ? "" : "Optional: "}MP4, MOV, AVI, WebM or MKV, up to 500 MB. Under 3 minutes is faster and costs fewer credits.`} accept="video/*,.mkv,.avi" url={`${filesUrl}?kind=footage`} onDone={onChanged} />
        </BlockStack>
      )}
      {takes.includes("logo") && (
        <BlockStack gap="200">
          {list("logo")}
          {shopLogo && (
            <Text as="p" tone="subdued" breakWord>
              {ownLogo ? `This logo is used instead of ${shopLogo}, your shop’s own.` : `Your shop’s own logo is used: ${shopLogo}. It is changed in Settings.`}
            </Text>
          )}
          <FilePicker label={ownLogo ? "Replace the logo" : shopLogo ? "Use another logo for this product" : "Add your logo"} hint="Optional: PNG, JPG, WebP or GIF. Shown small at the end." accept="image/png,image/jpeg,image/webp,image/gif" url={`${filesUrl}?kind=logo`} onDone={onChanged} />
        </BlockStack>
      )}
    </BlockStack>
  );
}
