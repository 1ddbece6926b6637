import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { formatBytes } from "#app/words/format-amounts.ts";
import type { ShopLogoView } from "#app/shops/shops-service.ts";
import { FilePicker } from "./file-picker.tsx";

/** Path of the route that takes and erases the logo. */
const LOGO_URL = "/app/settings/logo";

/** The logo of the whole shop. It is kept as soon as it has arrived. */
export function ShopLogo({ logo, onChanged }: { logo: ShopLogoView | null; onChanged(): void }) {
  const [failed, setFailed] = useState(false);
  const remove = async () => {
    // 404: somebody else was faster.
    const answer = await fetch(LOGO_URL, { method: "DELETE" }).catch(() => null);
    setFailed(!answer || (!answer.ok && answer.status !== 404));
    onChanged();
  };
  return (
    <BlockStack gap="200">
      <Text as="p">Logo</Text>
      {logo && (
        <InlineStack gap="200" align="space-between" blockAlign="center">
          <Text as="span" breakWord>
            {`${logo.filename} · ${formatBytes(logo.bytes)}`}
          </Text>
          <Button variant="plain" tone="critical" onClick={() => void remove()} accessibilityLabel={`Remove ${logo.filename}`}>
            Remove
          </Button>
        </InlineStack>
      )}
      {failed && (
        <div role="alert">
          <Text as="p" tone="critical">
            The logo could not be removed. It is still there; try again in a moment.
          </Text>
        </div>
      )}
      <FilePicker
        label={logo ? "Replace the logo" : "Add your logo"}
        hint="PNG, JPG, WebP or GIF, up to 5 MB. For every video that shows a logo, unless you give one for a product. It is kept at once; videos on their way keep the one they began with."
        accept="image/png,image/jpeg,image/webp,image/gif"
        url={`${LOGO_URL}?`}
        onDone={onChanged}
      />
    </BlockStack>
  );
}
