// A choice or a wish that changes nothing in the video: that is said beside it.
import { expect, test } from "vitest";
import { ChoicesCard, OfferFields } from "#app/components/choices-card.tsx";
import { MoreChoices } from "#app/components/more-choices.tsx";
import { findRecipe, settleChoices } from "#app/videos/recipes/find-recipe.ts";
import { planVideo } from "#app/videos/plan-video.ts";
import { makeProduct } from "#tests/videos/recipes/make-product.ts";
import { drawPage } from "./draw-page.tsx";

const nothing = () => undefined;
const usual = settleChoices(findRecipe("ecommerce-product-video"), { language: "en" });
const more = (now: Partial<typeof usual>, ignored: ("price" | "endCard")[] = []) => drawPage(<MoreChoices now={{ ...usual, ...now }} chosen={{}} ignored={ignored} shopLanguages={[]} choose={nothing} />).text;

test("what has its effect is not commented on", () => {
  expect(more({ showPrice: true })).not.toMatch(/Only with text|so none is shown|no words to choose|closing card/);
});

test("without words on screen and in the voice, price and language say that they are not used", () => {
  expect(more({ captions: false })).toMatch(/Only with text on screen or a voice-over\./);
  expect(more({ captions: false })).toMatch(/With neither text on screen nor a voice-over there are no words/);
  expect(more({ captions: false, voiceOver: true })).not.toMatch(/Only with text|no words to choose/);
});

test("a price that the product does not have and a closing card without words are named", () => {
  expect(more({ showPrice: true }, ["price"])).toContain("This product has no price, so none is shown.");
  expect(more({ captions: false }, ["endCard"])).toContain("Without it your brand’s closing card is left out.");
});

function card(recipe: string, clipsWait: boolean): string {
  const { view: plan } = planVideo(makeProduct(), { recipe, language: "en", footage: [{ filename: "clip.mp4", seconds: 20 }] });
  const choices = { chosen: {}, plan, waiting: false, failed: false, choose: nothing };
  return drawPage(<ChoicesCard recipes={[{ name: recipe, title: "Kind", about: "About it." }]} shopLanguages={[]} choices={choices} clipsWait={clipsWait} onRecipe={nothing} />).text;
}

test("clips that wait are mentioned by a kind of video that does not use them", () => {
  expect(card("video-create", true)).toContain("About it. It does not use your clips. They wait here for a video that does.");
  expect(card("video-create", false)).not.toContain("your clips");
  expect(card("ecommerce-product-video", true)).not.toContain("It does not use your clips");
});

test("the length of cut footage is said to be a limit; the choices are summed up in one sentence", () => {
  expect(card("video-creator-job", true)).toContain("At most: where your footage has less to show, the video is shorter.");
  expect(card("video-create", false)).not.toContain("At most:");
  expect(card("ecommerce-product-video", false)).toContain("English, music, no voice-over, text on screen, no price.");
});

test.each([
  [{ voiceOver: true, captions: true }, "Shown and said at the end of the video."],
  [{ voiceOver: true, captions: false }, "Said at the end of the video."],
  [{ voiceOver: false, captions: true }, "Shown at the end of the video."],
  [{ voiceOver: false, captions: false }, "Left out, as the offer is: this video has neither voice-over nor text on screen."],
])("how the words of the link are told with %j", (now, told) => {
  expect(drawPage(<OfferFields now={{ ...usual, ...now }} chosen={{}} choose={nothing} />).text).toContain(told);
});
