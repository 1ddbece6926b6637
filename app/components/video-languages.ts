/** Languages that merchants often sell in, with their names in English. */
const common: Record<string, string> = {
  en: "English", "zh-CN": "Chinese (Simplified)", "zh-TW": "Chinese (Traditional)", cs: "Czech", da: "Danish", nl: "Dutch", fi: "Finnish", fr: "French", de: "German",
  hi: "Hindi", id: "Indonesian", it: "Italian", ja: "Japanese", ko: "Korean", nb: "Norwegian", pl: "Polish", "pt-BR": "Portuguese (Brazil)", "pt-PT": "Portuguese (Portugal)",
  ru: "Russian", es: "Spanish", sv: "Swedish", th: "Thai", tr: "Turkish", uk: "Ukrainian", vi: "Vietnamese", ar: "Arabic", he: "Hebrew",
};

/** The language's name in English, or its tag. */
export const languageName = (tag: string): string => common[tag] ?? common[tag.split("-")[0] ?? ""] ?? tag;

interface LanguageOption {
  value: string;
  label: string;
}

/**
 * Options of a choice of languages: those that the shop is published in stand first, in a group of their own where there are any. A tag that is
 * on neither list is added, so that no choice is lost.
 */
export function languageOptions(current: string, ofShop: string[] = []): (LanguageOption | { title: string; options: LanguageOption[] })[] {
  const option = (value: string): LanguageOption => ({ value, label: Object.hasOwn(common, value) || languageName(value) === value ? languageName(value) : `${languageName(value)} (${value})` });
  const others = Object.keys(common).filter((tag) => !ofShop.includes(tag));
  const rest = [...(others.includes(current) || ofShop.includes(current) ? [] : [current]), ...others].map(option);
  return ofShop.length ? [{ title: "Your shop’s languages", options: ofShop.map(option) }, { title: "Others", options: rest }] : rest;
}
