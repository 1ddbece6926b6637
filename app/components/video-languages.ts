/** Languages that merchants often sell in, with their names in English. */
const common: Record<string, string> = {
  en: "English", "zh-CN": "Chinese (Simplified)", "zh-TW": "Chinese (Traditional)", cs: "Czech", da: "Danish", nl: "Dutch", fi: "Finnish", fr: "French", de: "German",
  hi: "Hindi", id: "Indonesian", it: "Italian", ja: "Japanese", ko: "Korean", nb: "Norwegian", pl: "Polish", "pt-BR": "Portuguese (Brazil)", "pt-PT": "Portuguese (Portugal)",
  ru: "Russian", es: "Spanish", sv: "Swedish", th: "Thai", tr: "Turkish", uk: "Ukrainian", vi: "Vietnamese", ar: "Arabic", he: "Hebrew",
};

/** The language's name in English, or its tag. */
export const languageName = (tag: string): string => common[tag] ?? common[tag.split("-")[0] ?? ""] ?? tag;

/** Options of a choice of languages; a tag that is not on the list is added, so that no choice is lost. */
export function languageOptions(current: string): { value: string; label: string }[] {
  const options = Object.entries(common).map(([value, label]) => ({ value, label }));
  return Object.hasOwn(common, current) ? options : [{ value: current, label: languageName(current) === current ? current : `${languageName(current)} (${current})` }, ...options];
}
