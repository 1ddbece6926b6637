import { BlockStack, Box, InlineGrid, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

export interface SettingsSectionProps {
  title: string;
  about: string;
  children: ReactNode;
}

/** A part of the settings with its heading beside it, or above it where there is no room. */
export function SettingsSection({ title, about, children }: SettingsSectionProps) {
  return (
    <InlineGrid columns={{ xs: "minmax(0, 1fr)", md: "minmax(0, 2fr) minmax(0, 4fr)" }} gap="400">
      {/* Cards go to the edge of a narrow screen, words do not. */}
      <Box as="section" paddingInline={{ xs: "400", sm: "0" }} paddingBlockStart={{ xs: "0", md: "400" }}>
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          <Text as="p" tone="subdued">
            {about}
          </Text>
        </BlockStack>
      </Box>
      {children}
    </InlineGrid>
  );
}
