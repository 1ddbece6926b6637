import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { formatBytes } from "#app/words/format-amounts.ts";
import type { ShopLogoView } from "#app/shops/shops-service.ts";
import { say } from "#app/words/say.ts";
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
      <Text as="p">{say("settings.logo")}</Text>
      {logo && (
        <InlineStack gap="200" align="space-between" blockAlign="center">
          <Text as="span" breakWord>
            {say("product.file_line", { name: logo.filename, size: formatBytes(logo.bytes) })}
          </Text>
          <Button variant="plain" tone="critical" onClick={() => void remove()} accessibilityLabel={say("product.remove_file", { name: logo.filename })}>
            {say("settings.logo_remove")}
          </Button>
        </InlineStack>
      )}
      {failed && (
        <div role="alert">
          <Text as="p" tone="critical">
            {say("settings.logo_not_removed")}
          </Text>
        </div>
      )}
      <FilePicker
        label={say(logo ? "settings.logo_replace" : "settings.logo_add")}
        hint={say("settings.logo_hint")}
        accept="image/png,image/jpeg,image/webp,image/gif"
        url={`${LOGO_URL}?`}
        onDone={onChanged}
      />
    </BlockStack>
  );
}
