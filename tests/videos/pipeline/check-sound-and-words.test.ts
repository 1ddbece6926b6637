import { expect, test } from "vitest";
import type { NemoTrack } from "#app/nemo/nemo-client.ts";
import { checkSoundAndWords } from "#app/videos/pipeline/check-sound-and-words.ts";
import { tellKept } from "#app/words/keep-sentence.ts";
import { ecommerceProductVideo } from "#app/videos/recipes/ecommerce-product-video.ts";
import type { PromptChoices } from "#app/videos/recipes/recipe.ts";
import { makeProduct } from "#tests/videos/recipes/make-product.ts";

const product = makeProduct({ title: "Linen Cushion", description: "Woven from washed linen in Porto. Cover with a hidden zip, 45 × 45 cm." });
const choices: PromptChoices = { ...ecommerceProductVideo.defaults, language: "en" };
const track = (kind: NemoTrack["kind"], ...labels: (string | null)[]): NemoTrack => ({ kind, segments: labels.map((label) => ({ startMs: 0, durationMs: 3_000, label, volume: null })) });
const music = track("audio", "BGM: Lo-fi");

/** The codes of what is found in a draft of these tracks. */
function check(tracks: NemoTrack[], o: { choices?: Partial<PromptChoices>; promptEdited?: boolean; prompt?: string; title?: string; shopLanguage?: string } = {}): string[] {
  const asked = { ...choices, ...o.choices };
  const prompt = o.prompt ?? ecommerceProductVideo.buildPrompt({ product: { ...product, ...(o.title && { title: o.title }) }, pictures: [], choices: asked });
  return checkSoundAndWords({ tracks }, { choices: { ...asked, promptEdited: o.promptEdited ?? false }, prompt, productTitle: o.title ?? product.title, shopLanguage: o.shopLanguage ?? "en" }).map((warning) => warning.code);
}

test("words from title, description and options pass, in any order and case", () => {
  expect(check([music, track("text", "LINEN CUSHION", "washed linen", "A hidden zip", "45 × 45 cm", "Woven in Porto")])).toEqual([]);
});

test.each(["Award-winning", "50% off", "Dermatologist approved", "No. 1 in Europe", "Only €19", "Lifetime guarantee", "Bestseller"])("“%s” was given by nobody", (claim) => {
  expect(check([music, track("text", "Linen Cushion", claim)])).toEqual(["draft.invented_text"]);
});

test("what the prompt forbids, or says of the film, is not thereby given", () => {
  for (const word of ["Discount", "Rating", "Award", "All natural", "Clean and bright", "Honest"]) expect(check([music, track("text", word)])).toEqual(["draft.invented_text"]);
});

test("a price counts as given only where it was to be shown", () => {
  const price = product.price ? new Intl.NumberFormat("en", { style: "currency", currency: product.price.currencyCode }).format(Number(product.price.min)) : "";
  expect(check([music, track("text", price)])).toEqual(["draft.invented_text"]);
  expect(check([music, track("text", price)], { choices: { showPrice: true } })).toEqual([]);
});

test("a translation is judged by its figures only", () => {
  const german = { choices: { language: "de" } };
  expect(check([music, track("text", "Kissen aus gewaschenem Leinen", "45 × 45 cm")], german)).toEqual([]);
  expect(check([music, track("text", "Kissen, jetzt 30 % günstiger")], german)).toEqual(["draft.invented_text"]);
});

test("titles without spaces, from right to left and with emoji are found again", () => {
  for (const title of ["白色帆布鞋夏季新款", "صابون زيت الزيتون", "Mug ☕ “Sunday”"]) expect(check([music, track("text", title)], { title })).toEqual([]);
  expect(check([music, track("text", "帆布鞋")], { title: "白色帆布鞋夏季新款" })).toEqual([]);
});

test("sound is held against the choices, and a voice may have any name", () => {
  expect(check([])).toEqual(["draft.no_music"]);
  expect(check([music, track("audio", "旁白")])).toEqual(["draft.extra_voice"]);
  expect(check([music], { choices: { music: false } })).toEqual(["draft.extra_music"]);
  expect(check([music], { choices: { voiceOver: true } })).toEqual(["draft.no_voice"]);
  expect(check([music, track("audio", null)], { choices: { voiceOver: true } })).toEqual([]);
  expect(check([track("audio", "Voice-over (en)")], { choices: { voiceOver: true, music: false } })).toEqual([]);
});

test("text on the screen although none was asked for is told", () => {
  expect(check([music, track("text", "Linen Cushion")], { choices: { captions: false } })).toEqual(["draft.extra_text"]);
});

test("a merchant's own text may ask for other sound and words; what it does not say is still told", () => {
  const own = { promptEdited: true, prompt: "A video of the cushion. Say: Handmade on Sundays." };
  expect(check([track("text", "Handmade on Sundays")], own)).toEqual([]);
  expect(check([track("text", "Half price")], own)).toEqual(["draft.invented_text"]);
});

test("a word that the shop never uses is told by the text it stands in, whole words only", () => {
  const found = checkSoundAndWords({ tracks: [music, track("text", "Our CHEAP linen", "Cheapest of all")] }, { choices: { ...choices, promptEdited: true }, prompt: "our cheap linen cheapest of all", productTitle: "Linen", shopLanguage: "en", neverWords: ["cheap"] });
  expect(found.map(({ code, text }) => [code, tellKept(text)])).toEqual([["draft.never_word", "“Our CHEAP linen” is on the screen, and your settings say never to use “cheap”."]]);
});
