/** The languages the app speaks, as Shopify names them; the same five as the extensions. */
export const languages = ["en", "de", "fr", "ja", "zh-CN"] as const;
export type Language = (typeof languages)[number];

/** What a reader asked for: a language of ours, and the whole tag for numbers and times ("de-AT" reads German, with Austrian dates). */
export interface Reading {
  language: Language;
  /** BCP 47. */
  locale: string;
}

export const english: Reading = { language: "en", locale: "en" };

/** The language of ours that a BCP 47 tag reads best, or null. Every Chinese reads zh-CN. */
function languageOf(locale: string): Language | null {
  const primary = locale.toLowerCase().split("-")[0];
  return languages.find((language) => language.toLowerCase().split("-")[0] === primary) ?? null;
}

/** How a BCP 47 tag reads in a language of ours; null for another language, and for what is no tag. */
export function readingOf(tag: string): Reading | null {
  try {
    const [locale] = Intl.getCanonicalLocales(tag.trim());
    const language = locale ? languageOf(locale) : null;
    return locale && language ? { language, locale } : null;
  } catch {
    return null; // not a language tag at all
  }
}

/**
 * How a request wants to be answered. The admin's `locale` query parameter of a document comes first, then Accept-Language in the
 * order of its weights (App Bridge sets it on every fetch); what names no language of ours reads English.
 */
export function chooseReading(asked: { query: string | null; acceptLanguage: string | null }): Reading {
  const accepted = (asked.acceptLanguage ?? "")
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", ...rest] = part.split(";");
      const weight = Number(/^\s*q=([0-9.]+)\s*$/.exec(rest.join(";"))?.[1] ?? 1);
      return { tag, weight: Number.isFinite(weight) ? weight : 0 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
  for (const tag of [...(asked.query ? [asked.query.slice(0, 50)] : []), ...accepted]) {
    const reading = readingOf(tag);
    if (reading) return reading;
  }
  return english;
}
