import { say, type WordId } from "#app/words/say.ts";

/** Languages that merchants often sell in. Their names are written down, because servers and browsers name languages differently. */
const common: Record<string, WordId> = {
  en: "common.lang_en", "zh-CN": "common.lang_zh_cn", "zh-TW": "common.lang_zh_tw", cs: "common.lang_cs", da: "common.lang_da", nl: "common.lang_nl", fi: "common.lang_fi", fr: "common.lang_fr",
  de: "common.lang_de", hi: "common.lang_hi", id: "common.lang_id", it: "common.lang_it", ja: "common.lang_ja", ko: "common.lang_ko", nb: "common.lang_nb", pl: "common.lang_pl",
  "pt-BR": "common.lang_pt_br", "pt-PT": "common.lang_pt_pt", ru: "common.lang_ru", es: "common.lang_es", sv: "common.lang_sv", th: "common.lang_th", tr: "common.lang_tr", uk: "common.lang_uk",
  vi: "common.lang_vi", ar: "common.lang_ar", he: "common.lang_he",
};

/** The language's name in the reader's own, or its tag. */
export function languageName(tag: string): string {
  const name = common[tag] ?? common[tag.split("-")[0] ?? ""];
  return name ? say(name) : tag;
}

interface LanguageOption {
  value: string;
  label: string;
}

/**
 * Options of a choice of languages: those that the shop is published in stand first, in a group of their own where there are any. A tag that is
 * on neither list is added, so that no choice is lost.
 */
export function languageOptions(current: string, ofShop: string[] = []): (LanguageOption | { title: string; options: LanguageOption[] })[] {
  const option = (value: string): LanguageOption => ({ value, label: Object.hasOwn(common, value) || languageName(value) === value ? languageName(value) : say("common.lang_tagged", { language: languageName(value), tag: value }) });
  const others = Object.keys(common).filter((tag) => !ofShop.includes(tag));
  const rest = [...(others.includes(current) || ofShop.includes(current) ? [] : [current]), ...others].map(option);
  return ofShop.length ? [{ title: say("product.shop_languages"), options: ofShop.map(option) }, { title: say("product.other_languages"), options: rest }] : rest;
}
