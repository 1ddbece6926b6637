import { AppProvider } from "@shopify/polaris";
import en from "@shopify/polaris/locales/en.json" with { type: "json" };
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";

/** What the server sends for this part of a page, as text without tags, and as it is. */
export function drawPage(part: ReactNode): { html: string; text: string } {
  const html = renderToStaticMarkup(<AppProvider i18n={en}>{part}</AppProvider>);
  return { html, text: html.replace(/<style.*?<\/style>/gs, "").replace(/<[^>]+>/g, " ").replace(/&#x27;/g, "'").replace(/&quot;/g, '"').replace(/\s+/g, " ") };
}
