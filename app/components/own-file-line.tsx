import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { MerchantFileView } from "#app/videos/videos-service.ts";
import { formatBytes } from "#app/words/format-amounts.ts";
import { say } from "#app/words/say.ts";

/** One file of the merchant's own, which can be removed. `onChanged` is called after every attempt: what is listed may be out of date either way. */
export function OwnFileLine({ file, filesUrl, onChanged }: { file: MerchantFileView; filesUrl: string; onChanged(): void }) {
  const [failed, setFailed] = useState(false);
  const remove = async () => {
    // 404: somebody else was faster.
    const answer = await fetch(`${filesUrl}?file=${encodeURIComponent(file.id)}`, { method: "DELETE" }).catch(() => null);
    setFailed(!answer || (!answer.ok && answer.status !== 404));
    onChanged();
  };
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" align="space-between" blockAlign="center">
        <Text as="span" breakWord>
          {file.seconds === null
            ? say("product.file_line", { name: file.filename, size: formatBytes(file.bytes) })
            : say("product.clip_line", { name: file.filename, size: formatBytes(file.bytes), seconds: Math.round(file.seconds) })}
        </Text>
        <Button variant="plain" tone="critical" onClick={() => void remove()} accessibilityLabel={say("product.remove_file", { name: file.filename })}>
          {say("product.remove")}
        </Button>
      </InlineStack>
      {failed && (
        <div role="alert">
          <Text as="p" tone="critical">
            {say("product.file_not_removed")}
          </Text>
        </div>
      )}
    </BlockStack>
  );
}
