import { sentence } from "#app/words/say.ts";
import { checkPictures } from "./check-material.ts";
import { brandPart, describeLanguage, describeShape, factsPart, fidelityPart, formatPart, joinPrompt, logoPart, picturesPart, screenTextPart, soundPart } from "./prompt-parts.ts";
import { cleanProductText, quoteData } from "./prompt-text.ts";
import { readFacts } from "./read-facts.ts";
import type { PromptChoices, Recipe } from "./recipe.ts";

/** A promo with voice-over and a call to action, for people who recommend the product elsewhere. */
export const affiliateMarketingVideo: Recipe = {
  name: "ai-video-for-affiliate-marketing",
  title: sentence("recipes.promo"),
  skillSource: "ai-video-for-affiliate-marketing",
  takes: ["pictures", "logo", "offer"],
  about: sentence("recipes.promo_about"),
  defaults: { format: "9:16", lengthSeconds: 30, music: true, voiceOver: true, captions: true, showPrice: false },
  lengths: { min: 15, max: 60 },
  minPictures: 1,
  goodPictures: 3,
  maxPictures: 8,
  check(material) {
    return checkPictures(material, this);
  },
  buildPrompt(input) {
    const facts = readFacts(input.product, input.choices.language);
    return joinPrompt([
      `Make a ${describeShape(input.choices)} promo video of ${quoteData(facts.title)}${promise(input.choices)} for people who recommend the product.`,
      formatPart(input.choices),
      picturesPart(input.pictures),
      "Style: lively but honest; the product is seen within the first two seconds.",
      factsPart(facts, input.choices),
      offerPart(input.choices),
      screenTextPart(facts, input.choices),
      soundPart(input.choices, "upbeat"),
      logoPart(input),
      brandPart(input),
      fidelityPart,
    ]);
  },
};

/** What a promo without voice and words on the screen has not. */
function promise({ voiceOver, captions }: PromptChoices): string {
  if (voiceOver) return " with voice-over and a call to action,";
  return captions ? " with a call to action," : "";
}

/** The offer and how the video ends. Nothing where there is neither a voice nor a word on the screen to tell them. */
function offerPart(choices: PromptChoices): string {
  const { voiceOver, captions } = choices;
  if (!voiceOver && !captions) return "";
  const ways = voiceOver && captions ? { exactly: "show and say", invitation: "short" } : voiceOver ? { exactly: "say", invitation: "short spoken" } : { exactly: "show", invitation: "short written" };
  const offer = choices.offer ? cleanProductText(choices.offer, 400) : "";
  const link = choices.linkWords ? cleanProductText(choices.linkWords, 80) : "";
  const action = link
    ? `Call to action: in the last 3 seconds ${ways.exactly} exactly ${quoteData(link)}.`
    : `Call to action: in the last 3 seconds a ${ways.invitation} invitation in ${describeLanguage(choices.language)} to look at the product in the shop, without any promise.`;
  return offer ? `The offer in the merchant's words: ${quoteData(offer)}\n${action}` : action;
}
