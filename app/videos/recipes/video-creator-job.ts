import { sentence } from "#app/words/say.ts";
import { checkFootage } from "./check-material.ts";
import { brandPart, describeShape, factsPart, fidelityPart, footagePart, formatPart, joinPrompt, logoPart, picturesPart, screenTextPart, soundPart } from "./prompt-parts.ts";
import { quoteData } from "./prompt-text.ts";
import { readFacts } from "./read-facts.ts";
import type { Recipe } from "./recipe.ts";

/** The merchant's own footage of the product, with the pauses cut out and music under it. Refuses to begin without footage. */
export const videoCreatorJob: Recipe = {
  name: "video-creator-job",
  title: sentence("recipes.footage"),
  skillSource: "video-creator-job",
  takes: ["footage", "pictures", "logo"],
  about: sentence("recipes.footage_about"),
  defaults: { format: "16:9", lengthSeconds: 60, music: true, voiceOver: false, captions: false, showPrice: false },
  lengths: { min: 15, max: 180 },
  minPictures: 0,
  goodPictures: 0,
  maxPictures: 4,
  check(material) {
    return checkFootage(material, this.title);
  },
  buildPrompt(input) {
    const facts = readFacts(input.product, input.choices.language);
    return joinPrompt([
      `Cut the merchant's own footage of ${quoteData(facts.title)} into a ${describeShape(input.choices)} video that is easy to share.`,
      formatPart(input.choices),
      footagePart(input.footage ?? [], "Footage, in this order:"),
      "The length is a limit: where the footage has less to show, the video is shorter.",
      "Cut out pauses, false starts and silence. Keep the order of events and every sentence whole. Keep the sound of the footage.",
      input.pictures.length > 0 ? picturesPart(input.pictures) : "",
      factsPart(facts, input.choices),
      screenTextPart(facts, input.choices),
      soundPart(input.choices, "quiet under the footage's own sound"),
      logoPart(input),
      brandPart(input),
      fidelityPart,
    ]);
  },
};
