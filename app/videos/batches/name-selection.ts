import { cleanText } from "#app/lib/clean-text.ts";
import { sentence, type Sentence } from "#app/words/say.ts";
import type { KeptSelection } from "./batch-json.ts";

const LONGEST = 80;

/** What a batch is called in lists, from how it was chosen. `products`: how many were chosen by hand. */
export function nameSelection(selection: KeptSelection, products: number): Sentence {
  switch (selection.kind) {
    case "hand":
      return sentence("quote.title_hand", { n: products });
    case "search":
      return sentence("quote.title_search", { search: short(selection.search) });
    case "collection":
      return sentence("quote.title_collection", { collection: short(selection.collectionTitle) });
    case "without_video":
      return sentence("quote.title_without_video");
    case "automatic":
      return selection.rule === "tag" ? sentence("quote.title_auto_tag", { tag: short(selection.tag) }) : sentence(selection.rule === "new_product" ? "quote.title_auto_new" : "quote.title_auto_without_video");
  }
}

const short = (text: string): string => cleanText(text, LONGEST).trim();
