/** Zero-width joiners belong to emoji families and to some scripts; everywhere else they only hide things. */
const joinerInEmoji = /(?<=\p{Extended_Pictographic}\uFE0F?|[\u{1F3FB}-\u{1F3FF}])\u200D(?=\p{Extended_Pictographic})/gu;
const joinerInScript = /(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Malayalam}\p{Script=Sinhala}])[\u200C\u200D](?=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Malayalam}\p{Script=Sinhala}])/gu;
const keptJoiner = "\uE000";
const keptNonJoiner = "\uE001";

/**
 * Takes out what a reader does not see: control characters (newline and tab become spaces in one-line texts, here they stay),
 * bidirectional overrides and marks, zero-width and tag characters, fillers, variation selectors of the private kind, private use,
 * broken surrogates. Emoji and joined scripts keep their joiners.
 */
export function stripHiddenCharacters(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Co}\u{FFFD}]/gu, "")
    .replace(joinerInEmoji, keptJoiner)
    .replace(joinerInScript, (joiner) => (joiner === "\u200D" ? keptJoiner : keptNonJoiner))
    // Cf holds bidi controls, zero-width characters, soft hyphens, the byte order mark and the tag characters
    .replace(/\p{Cf}|\u115F|\u1160|\u3164|\uFFA0/gu, "")
    .replace(/(?!\uFE0F)\p{Variation_Selector}/gu, "")
    .replace(/[\u2028\u2029]/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, " ")
    .replaceAll(keptJoiner, "\u200D")
    .replaceAll(keptNonJoiner, "\u200C");
}
