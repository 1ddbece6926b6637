import { sentence } from "#app/words/say.ts";
import { checkPictures } from "./check-material.ts";
import { brandPart, describeShape, factsPart, fidelityPart, footagePart, formatPart, joinPrompt, logoPart, picturesPart, screenTextPart, soundPart } from "./prompt-parts.ts";
import { quoteData } from "./prompt-text.ts";
import { readFacts } from "./read-facts.ts";
import type { Recipe } from "./recipe.ts";

/** The default: a square showcase for the product's own page, from its pictures, with text overlays and music. */
export const ecommerceProductVideo: Recipe = {
  name: "ecommerce-product-video",
  title: sentence("recipes.showcase"),
  skillSource: "ecommerce-product-video",
  takes: ["pictures", "footage", "logo"],
  about: sentence("recipes.showcase_about"),
  defaults: { format: "1:1", lengthSeconds: 20, music: true, voiceOver: false, captions: true, showPrice: false },
  lengths: { min: 15, max: 30 },
  minPictures: 1,
  goodPictures: 3,
  maxPictures: 8,
  check(material) {
    return checkPictures(material, this);
  },
  buildPrompt(input) {
    const facts = readFacts(input.product, input.choices.language);
    return joinPrompt([
      `Make a ${describeShape(input.choices)} product showcase video of ${quoteData(facts.title)} for its page in an online store.`,
      formatPart(input.choices),
      picturesPart(input.pictures),
      footagePart(input.footage ?? [], "Clips of the same product, shown before the pictures, only their best moments and at most half of the video:"),
      "Style: clean and bright, slow pans and zooms, soft transitions, the product always in the middle of attention.",
      factsPart(facts, input.choices),
      screenTextPart(facts, input.choices),
      soundPart(input.choices, "light and unobtrusive, fitting the product"),
      logoPart(input),
      brandPart(input),
      fidelityPart,
    ]);
  },
};
