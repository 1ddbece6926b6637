import type { SettingsView } from "#app/shops/shops-service.ts";

type Account = SettingsView["account"];

/** Which NemoVideo account is in use, in words. */
export function accountWords(payer: Account["payer"]): { badge: string; tone?: "success" | "info" | "attention"; title: string; text: string } {
  switch (payer) {
    case "own":
      return { badge: "Connected", tone: "success", title: "Your own account", text: "Videos are made with your NemoVideo account and paid from its credits. Exporting is free." };
    case "operator":
      return { badge: "Connected", tone: "success", title: "The account that comes with this app", text: "Whoever runs this app pays NemoVideo for your videos. You may use an account of your own instead." };
    case "trial":
      return { badge: "Free trial", tone: "info", title: "A free trial", text: "NemoVideo gave this shop 100 credits for 7 days, enough for about one video. Export may not be part of it. Register to keep what you made, or connect your own account." };
    case "none":
      return { badge: "Not connected", tone: "attention", title: "No account yet", text: "With your first video a free trial begins by itself: 100 credits for 7 days, enough for about one video, where NemoVideo gives one. For more, connect your own account." };
  }
}

/** What connecting another account does to the videos on their way; null when there are none. */
export function connectWarning({ videosBeingMade }: Account): string | null {
  if (videosBeingMade === 0) return null;
  return `${being(videosBeingMade)} with the account in use. With a token of another account NemoVideo no longer knows the projects that have begun: those videos stop, and what was charged is not given back. Wait until they are done, unless the token is of the same account.`;
}

/** The question before the own account is disconnected. */
export function disconnectQuestion({ videosBeingMade, afterDisconnect }: Account): string {
  const then = afterDisconnect === "operator" ? "New videos are then made with the account that comes with this app." : "New videos then need a free trial, which NemoVideo gives once a week at most, or another token.";
  const running = videosBeingMade === 0 ? "No video is being made at the moment." : `${being(videosBeingMade)} now: those that NemoVideo has begun stop, and what it charged is not given back.`;
  return `Forget the token of your NemoVideo account? ${running} Finished videos stay. ${then}`;
}

const being = (count: number) => (count === 1 ? "1 video is being made" : `${count} videos are being made`);

/** BCP 47 tags and English names. Written down, because servers and browsers name languages differently. */
const offered = [
  ["ar", "Arabic"], ["zh-CN", "Chinese (simplified)"], ["zh-TW", "Chinese (traditional)"], ["cs", "Czech"], ["da", "Danish"], ["nl", "Dutch"], ["en", "English"], ["fi", "Finnish"], ["fr", "French"],
  ["de", "German"], ["he", "Hebrew"], ["hi", "Hindi"], ["id", "Indonesian"], ["it", "Italian"], ["ja", "Japanese"], ["ko", "Korean"], ["nb", "Norwegian"], ["pl", "Polish"], ["pt-BR", "Portuguese (Brazil)"],
  ["pt-PT", "Portuguese (Portugal)"], ["es", "Spanish"], ["sv", "Swedish"], ["th", "Thai"], ["tr", "Turkish"], ["vi", "Vietnamese"],
] as const;

/** Choices of the language list: the shop's own first; a saved one that is not among them comes last, by its tag. */
export function languageChoices(saved: string, shopLanguage: string | null): { value: string; label: string }[] {
  const own = { value: "", label: shopLanguage === null ? "Your shop’s own language" : `Your shop’s own language: ${nameOf(shopLanguage)}` };
  const choices: { value: string; label: string }[] = [own, ...offered.map(([value, label]) => ({ value, label }))];
  return choices.some(({ value }) => value === saved) ? choices : [...choices, { value: saved, label: saved }];
}

/** What the choice comes to, in a sentence. */
export function languageHelp(saved: string, shopLanguage: string | null): string {
  if (saved || shopLanguage !== null) return "Of every word that is shown or spoken in a video.";
  return "Shopify has not told this app your shop’s languages, so videos are in English. Accept the app’s permissions when Shopify asks for them, or choose a language here.";
}

const nameOf = (tag: string): string => offered.find(([value]) => value === tag)?.[1] ?? offered.find(([value]) => value === tag.split("-")[0])?.[1] ?? tag;
