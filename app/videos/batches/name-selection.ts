import { cleanText } from "#app/lib/clean-text.ts";
import type { KeptSelection } from "./batch-json.ts";

const LONGEST = 80;

/** What a batch is called in lists, from how it was chosen. `products`: how many were chosen by hand. */
export function nameSelection(selection: KeptSelection, products: number): string {
  switch (selection.kind) {
    case "hand":
      return products === 1 ? "1 chosen product" : `${products.toLocaleString("en")} chosen products`;
    case "search":
      return `Search: ${short(selection.search)}`;
    case "collection":
      return `Collection: ${short(selection.collectionTitle)}`;
    case "without_video":
      return "All active products without a video";
    case "automatic":
      return selection.rule === "new_product" ? "Automatic: new products" : selection.rule === "tag" ? `Automatic: tag ${short(selection.tag)}` : "Automatic: products without a video";
  }
}

const short = (text: string): string => cleanText(text, LONGEST).trim();
