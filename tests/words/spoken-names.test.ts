// WCAG 2.5.3: whoever speaks to the page says what a button shows, so its spoken name has those words, in this order, in every language.
import { expect, test } from "vitest";
import { languages } from "#app/words/languages.ts";
import { say, type Values, type WordId } from "#app/words/say.ts";
import { readIn } from "#app/words/words.server.ts";

/** What a button shows, and the longer name that is read out. */
const pairs: [WordId, WordId, Values][] = [
  ["products.open_video", "products.open_video_of", { title: "Mug" }],
  ["products.make_video", "products.make_video_of", { title: "Mug" }],
  ["batches.watch", "batches.watch_of", { title: "Mug" }],
  ["batches.close", "batches.close_of", { title: "Mug" }],
  ["batches.approve", "batches.approve_of", { title: "Mug" }],
  ["product.use", "product.use_picture", { reason: "left out" }],
  ["product.remove", "product.remove_file", { name: "clip.mp4" }],
  ["settings.logo_remove", "product.remove_file", { name: "logo.png" }],
  ["settings.brand_remove", "settings.brand_remove_colour", { n: 1 }],
  ["refine.take_out", "refine.take_out_label", { words: "Remove the music." }],
];
const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

test.each(languages)("names that are read out in %s have the words that are shown", (language) => {
  const told = readIn({ language, locale: language }, () => pairs.map(([shown, name, values]) => [say(shown), say(name, values)] as const));
  expect(told.filter(([shown, name]) => !plain(name).includes(plain(shown)))).toEqual([]);
});
