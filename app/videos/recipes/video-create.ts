import { sentence } from "#app/words/say.ts";
import { checkPictures } from "./check-material.ts";
import { brandPart, describeShape, factsPart, fidelityPart, formatPart, joinPrompt, logoPart, picturesPart, screenTextPart, soundPart } from "./prompt-parts.ts";
import { quoteData } from "./prompt-text.ts";
import { readFacts } from "./read-facts.ts";
import type { Recipe } from "./recipe.ts";

/** A slideshow of five to ten pictures and the brand's logo with smooth transitions and music. */
export const videoCreate: Recipe = {
  name: "video-create",
  title: sentence("recipes.slideshow"),
  skillSource: "video-create",
  takes: ["pictures", "logo"],
  about: sentence("recipes.slideshow_about"),
  defaults: { format: "1:1", lengthSeconds: 30, music: true, voiceOver: false, captions: false, showPrice: false },
  lengths: { min: 15, max: 60 },
  minPictures: 1,
  goodPictures: 5,
  maxPictures: 10,
  check(material) {
    return checkPictures(material, this);
  },
  buildPrompt(input) {
    const facts = readFacts(input.product, input.choices.language);
    return joinPrompt([
      `Turn these photos into a ${describeShape(input.choices)} slideshow video of ${quoteData(facts.title)} with smooth transitions.`,
      formatPart(input.choices),
      picturesPart(input.pictures),
      "Style: each picture is shown about equally long, with smooth transitions from one to the next and a very slow zoom.",
      factsPart(facts, input.choices),
      screenTextPart(facts, input.choices),
      soundPart(input.choices, "warm and steady"),
      logoPart(input),
      brandPart(input),
      fidelityPart,
    ]);
  },
};
