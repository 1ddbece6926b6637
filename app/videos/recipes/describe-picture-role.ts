import { sentence, type Sentence, type WordId } from "#app/words/say.ts";

const byWords: [RegExp, string][] = [
  [/size ?(chart|guide|table)|measurement|größentabelle|guide des tailles|尺码|サイズ表/i, "size chart"],
  [/packag|gift ?box|verpackung|emballage|empaque|包装|パッケージ/i, "packaging"],
  [/close-?up|detail|zoom|macro|détail|detalle|细节|ディテール/i, "detail"],
  [/\b(worn|wearing|model|lifestyle|in use|on foot|hand)\b|getragen|porté|模特|着用/i, "in use"],
  [/\b(back|rear)\b|rück|arrière|\bdos\b|espalda|背面|後ろ/i, "back view"],
  [/\b(inside|interior|lining)\b|innen|intérieur|内部|内側/i, "inside"],
  [/\b(bottom|sole|underside)\b|unterseite|sohle|semelle|底部/i, "underside"],
  [/\b(side|profile)\b|seite|côté|lado|侧面|側面/i, "side view"],
  [/\b(top|above)\b|von oben|dessus|俯视/i, "view from above"],
  [/\b(label|care)\b|etikett|étiquette|标签/i, "label"],
  [/\bfront\b|vorder|devant|frente|正面/i, "front view"],
];

/**
 * What a picture shows, in plain English, told from its place, its alt text and the product's option values; "another view" when
 * nothing tells. `position` counts from 1.
 */
export function describePictureRole(o: { position: number; alt: string | null; optionValues: string[] }): string {
  if (o.position === 1) return "main view";
  const alt = (o.alt ?? "").normalize("NFKC");
  const known = byWords.find(([words]) => words.test(alt))?.[1];
  if (known) return known;
  const spoken = ` ${alt.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")} `;
  const isVariant = o.optionValues.some((value) => {
    const words = value.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
    // one letter or digit ("M", "8") says nothing
    return words.length > 2 && spoken.includes(` ${words} `);
  });
  return isVariant ? "a variant of the product" : "another view";
}

const told: Record<string, WordId> = {
  "main view": "recipes.role_main", "size chart": "recipes.role_size_chart", packaging: "recipes.role_packaging", detail: "recipes.role_detail", "in use": "recipes.role_in_use",
  "back view": "recipes.role_back", inside: "recipes.role_inside", underside: "recipes.role_underside", "side view": "recipes.role_side", "view from above": "recipes.role_above",
  label: "recipes.role_label", "front view": "recipes.role_front", "a variant of the product": "recipes.role_variant", "another view": "recipes.role_another",
};

/** A role for people to read. The English one is NemoVideo's and what is stored. */
export const pictureRoleIn = (role: string): Sentence | string => (Object.hasOwn(told, role) && told[role] ? sentence(told[role]) : role);
