import type { NemoState, NemoTrack } from "#app/nemo/nemo-client.ts";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence, type Values, type WordId } from "#app/words/say.ts";
import { fidelityPart } from "#app/videos/recipes/prompt-parts.ts";
import type { VideoChoices, VideoWarning } from "#app/videos/video-json.ts";

export interface AskedFor {
  choices: VideoChoices;
  prompt: string;
  productTitle: string;
  /** The shop's language, in which the product's texts are written. */
  shopLanguage: string;
  /** Words that the shop wants in none of its videos. */
  neverWords?: string[];
}

/**
 * Where the draft's sound and words are not what was asked for, as warnings for the person who approves. Sound is not judged when the
 * merchant wrote the text: it may ask for anything.
 */
export function checkSoundAndWords(state: Pick<NemoState, "tracks">, asked: AskedFor): VideoWarning[] {
  return [...(asked.choices.promptEdited ? [] : soundWarnings(state.tracks, asked.choices)), ...inventedWords(state.tracks, asked), ...forbiddenWords(state.tracks, asked.neverWords ?? [])];
}

const voiceWords = /voice|narrat|speech|spoken|\btts\b|旁白|配音|解说|ナレーション/i;

function soundWarnings(tracks: NemoTrack[], { music, voiceOver }: VideoChoices): VideoWarning[] {
  const labels = tracks.filter((track) => track.kind === "audio").flatMap((track) => track.segments.map((segment) => segment.label ?? ""));
  const voices = labels.filter((label) => voiceWords.test(label)).length;
  const others = labels.length - voices;
  const found: VideoWarning[] = [];
  if (music === true && others === 0) found.push(warning("draft.no_music", "steps.asked_music"));
  if (music === false && others > 0 && voiceOver !== true) found.push(warning("draft.extra_music", "steps.asked_no_music"));
  // A voice may come under any name: only where there is nothing that could be one is it missing for certain.
  if (voiceOver === true && voices === 0 && others < 2) found.push(warning("draft.no_voice", "steps.asked_voice"));
  if (voiceOver === false && voices > 0) found.push(warning("draft.extra_voice", "steps.asked_no_voice"));
  return found;
}

/** What stands in double quotes: the product's data in a prompt of ours. */
export const quotedParts = (prompt: string): string[] => prompt.match(/"[^"\n]*"/g) ?? [];

/** Words on the screen that neither the product nor the merchant gave: a claim, a price, a discount. */
function inventedWords(tracks: NemoTrack[], asked: AskedFor): VideoWarning[] {
  const texts = [...new Set(tracks.filter((track) => track.kind === "text").flatMap((track) => track.segments.flatMap((segment) => segment.label ?? [])))];
  const found: VideoWarning[] = [];
  // A merchant's own text may ask for words of its own.
  if (asked.choices.captions === false && !asked.choices.promptEdited && texts.length) found.push(warning("draft.extra_text", "steps.asked_no_text", { text: texts[0]?.slice(0, 80) ?? "" }));
  // Our own instructions give no facts ("a natural voice" is no claim of the product), and what forbids a claim least of all.
  const facts = asked.choices.promptEdited ? asked.prompt.replaceAll(fidelityPart, " ") : quotedParts(asked.prompt).join(" ");
  const source = flat(`${facts} ${asked.productTitle}`);
  const given = new Set(wordsOf(source));
  const translated = baseOf(asked.choices.language) !== baseOf(asked.shopLanguage);
  for (const text of texts) {
    // Scripts without spaces are cut into words by their neighbours, so the same text may be cut in two ways.
    if (source.includes(flat(text))) continue;
    const words = wordsOf(text).filter((word) => !filler.has(word) && (!translated || /\d/.test(word)));
    const invented = words.filter((word) => !given.has(word) && ![...given].some((one) => one.length > 3 && word.length > 3 && (one.startsWith(word) || word.startsWith(one))));
    if (invented.length) found.push(warning("draft.invented_text", "steps.invented_text", { text: text.slice(0, 120), words: invented.slice(0, 4).join(" ") }));
  }
  return found;
}

function forbiddenWords(tracks: NemoTrack[], neverWords: string[]): VideoWarning[] {
  const texts = [...new Set(tracks.filter((track) => track.kind === "text").flatMap((track) => track.segments.flatMap((segment) => segment.label ?? [])))];
  return texts.flatMap((text) => {
    const shown = ` ${wordsOf(text).join(" ")} `;
    const word = neverWords.find((never) => shown.includes(` ${wordsOf(never).join(" ")} `));
    return word ? [warning("draft.never_word", "steps.never_word", { text: text.slice(0, 120), word })] : [];
  });
}

const warning = (code: string, id: WordId, values?: Values): VideoWarning => ({ code, text: keepSentence(sentence(id, values)) });

/** Words that carry no claim. */
const filler = new Set("now see look here shop a an and at by for from in is it its of on or our the this to with your you der die das und ein eine für mit le la les et un une de des pour avec el los las y con para".split(" "));
const segmenter = new Intl.Segmenter("en", { granularity: "word" });

const flat = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();

function wordsOf(text: string): string[] {
  return [...segmenter.segment(flat(text))].flatMap(({ segment, isWordLike }) => (isWordLike || /\p{Sc}|%/u.test(segment) ? [segment] : []));
}

const baseOf = (tag: string): string => tag.split("-")[0]?.toLowerCase() ?? tag;
