// What the app writes onto listings. It has the language of the video, not that of whoever reads the panel.
import { english, languages, readingOf, type Reading } from "#app/words/languages.ts";
import { say } from "#app/words/say.ts";
import { readIn } from "#app/words/words.server.ts";
import { videoChoices } from "./video-json.ts";

/** Shopify's limit for alt texts (platform §1.5), in UTF-16 code units. */
const ALT_LIMIT = 512;

interface Spoken {
  /** The kept choices; their language is the merchant's wish, else the shop's own (`videoLanguage`). */
  choices: unknown;
}

/** An alt text that says what is seen, from the product's title; what the merchant last published the video with goes before it. */
export function suggestAlt(video: Spoken & { productTitle: string; publication?: { alt: string } | null }): string {
  if (video.publication) return video.publication.alt;
  const of = (title: string) => readIn(listingReading(video), () => say("listing.video_of", { title }));
  return of(cut(video.productTitle, ALT_LIMIT - of("").length));
}

/** The alt text within Shopify's limit, followed by how the video was made where the text does not say so already, in any of our languages. */
export function discloseAi(alt: string, video: Spoken): string {
  if (languages.some((language) => says(alt, language))) return cutAlt(alt);
  return readIn(listingReading(video), () => {
    const disclosed = (text: string) => say("listing.disclosed", { alt: text, how: say("listing.made_with_ai") });
    return disclosed(cut(alt, ALT_LIMIT - disclosed("").length).replace(/[.。\s]+$/u, ""));
  });
}

/** The alt text within Shopify's limit. */
export const cutAlt = (alt: string): string => cut(alt, ALT_LIMIT);

const spokenLanguage = videoChoices.pick({ language: true }).catch({ language: "" });

/** The language of a video's listing: its own where it is one of ours, else English. */
const listingReading = ({ choices }: Spoken): Reading => readingOf(spokenLanguage.parse(choices).language) ?? english;

function says(alt: string, language: Reading["language"]): boolean {
  const words = flat(readIn({ language, locale: language }, () => say("listing.made_with_ai"))).replace(/[.。]$/u, "");
  const at = flat(alt).indexOf(words);
  // "made with air" is none
  return at >= 0 && !/^[\p{Script=Latin}\p{N}]/u.test(flat(alt).slice(at + words.length));
}

/** Without what people write in more than one way: case, width, apostrophes, blanks, and those beside Chinese and Japanese. */
const flat = (text: string): string => text.normalize("NFKC").toLowerCase().replaceAll("’", "'").replace(/\s+/gu, " ").replace(new RegExp(`(?<=${cjk}) | (?=${cjk})`, "gu"), "");
const cjk = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]";

/** No half of a character at the end. */
const cut = (text: string, most: number): string => text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "");
