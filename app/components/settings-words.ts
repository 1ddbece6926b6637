import type { SettingsView } from "#app/shops/shops-service.ts";
import { say } from "#app/words/say.ts";
import { languageName } from "./video-languages.ts";

type Account = SettingsView["account"];

/** Which NemoVideo account is in use, in words. */
export function accountWords(payer: Account["payer"]): { badge: string; tone?: "success" | "info" | "attention"; title: string; text: string } {
  switch (payer) {
    case "own":
      return { badge: say("settings.account_connected"), tone: "success", title: say("settings.account_own"), text: say("settings.account_own_text") };
    case "operator":
      return { badge: say("settings.account_connected"), tone: "success", title: say("settings.account_operator"), text: say("settings.account_operator_text") };
    case "trial":
      return { badge: say("settings.account_trial_badge"), tone: "info", title: say("settings.account_trial"), text: say("settings.account_trial_text") };
    case "none":
      return { badge: say("settings.account_none_badge"), tone: "attention", title: say("settings.account_none"), text: say("settings.account_none_text") };
  }
}

/** What connecting another account does to the videos on their way; null when there are none. */
export const connectWarning = ({ videosBeingMade }: Account): string | null => (videosBeingMade === 0 ? null : say("settings.connect_warning", { n: videosBeingMade }));

/** The question before the own account is disconnected. */
export function disconnectQuestion({ videosBeingMade, afterDisconnect }: Account): string {
  const then = say(afterDisconnect === "operator" ? "settings.disconnect_then_operator" : "settings.disconnect_then_trial");
  return say("settings.disconnect_question", { running: say("settings.disconnect_running", { n: videosBeingMade }), then });
}

/** BCP 47 tags. */
const offered = ["ar", "zh-CN", "zh-TW", "cs", "da", "nl", "en", "fi", "fr", "de", "he", "hi", "id", "it", "ja", "ko", "nb", "pl", "pt-BR", "pt-PT", "es", "sv", "th", "tr", "vi"];

/** Choices of the language list: the shop's own first; a saved one that is not among them comes last, by its tag. */
export function languageChoices(saved: string, shopLanguage: string | null): { value: string; label: string }[] {
  const own = { value: "", label: shopLanguage === null ? say("settings.language_shop") : say("settings.language_shop_named", { language: languageName(shopLanguage) }) };
  const choices = [own, ...offered.map((value) => ({ value, label: languageName(value) }))];
  return choices.some(({ value }) => value === saved) ? choices : [...choices, { value: saved, label: saved }];
}

/** What the choice comes to, in a sentence. */
export const languageHelp = (saved: string, shopLanguage: string | null): string => say(saved || shopLanguage !== null ? "settings.language_help" : "settings.language_unknown");
