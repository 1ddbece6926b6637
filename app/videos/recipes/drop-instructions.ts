// Product texts are written by anybody. Sentences in them that speak to an AI, or that ask for one of the provider's own actions
// (export, credits, status, upload: protocol §7.1), are left out. What stays is quoted as data, so a miss is not an order either.

/** Attempts to take over, also spread over two sentences. */
const takeover = [
  /\b(ignore|disregard|forget|override|bypass|skip)\b.{0,60}\b(instructions?|prompts?|rules?|directions?|guidelines?|constraints?|above|previous|prior|earlier|everything)\b/,
  /\b(system|developer|hidden|secret|initial)\s+(prompt|message|instructions?)\b/,
  /\bignor(iere|ieren|ez|a|e|are)\b.{0,60}\b(anweisung\w*|instru\w+|vorherig\w*|pr[eé]c[eé]dent\w*|anterior\w*|consignes?)/,
  /(忽略|无视|忘记).{0,20}(之前|以上|前面|所有|指令|指示|提示)/,
  /(以前|前|上記|これまで)の?(すべての)?(指示|命令|プロンプト).{0,10}(無視|忘れ)/,
];

const patterns = [
  ...takeover,
  /\b(new|updated|real) instructions?\b/,
  /\b(you are|you're|act as|pretend to be|behave as)\b.{0,30}\b(ai|assistant|agent|language model|chatbot|editor|administrator)\b/,
  /\b(dear|hey|attention|note to|message to)\s+(the\s+)?(ai|assistant|agent|model|chatgpt|claude|gpt|gemini|nemo\w*)\b/,
  /\b(prompt injection|jailbreak|do anything now)\b/,
  /(^|\n)\s*(system|assistant|user|developer)\s*:|<\||\|>|\[\/?(inst|system)\]|‹\|/,
  /\bexport\b.{0,30}\b(video|clip|file|mp4|draft|project|it|this|now)\b/,
  /\b(make|render|generate|regenerate|create|change)\b.{0,20}\b(the|this|my|your|another|a new) (video|clip|film|ad)\b/,
  /\b(spend|use|buy|check|show|charge|refund|transfer|give|redeem)\b.{0,30}\bcredits?\b|\bcredits?\b.{0,20}\b(balance|left|remaining)\b/,
  /\b(show|tell|report|give|print|reveal|check|output|repeat)\b.{0,40}\b(status|balance|tokens?|api keys?|passwords?|secrets?|prompts?|instructions?)\b/,
  /\b(up|down)load\b.{0,30}\b(files?|videos?|pictures?|images?|photos?|it|this|these|from|to|now)\b/,
  /\bclick(s|ing)?\s+(here|on|the|this|below|to)\b|\btap (here|the|this)\b|\bsend me\b|\bsubscribe\b/,
  /\b(show|display|add|insert|put|include|write|say|replace|overlay|mention)\b.{0,50}\b(logos?|watermarks?|urls?|websites?|links?|phone numbers?|qr codes?|competitors?\b.?s?)\b/,
  /\b(alert|eval|fetch|atob|settimeout|require|import)\s*\(|\b(document|window|console|localstorage)\.[a-z]|javascript:/,
  /导出|积分|余额|上传|点击|打开链接|拖拽|エクスポート|クレジット|アップロード/,
];
const squeezed = /ignore(all)?(previous|prior|above)|disregard(all)?(previous|prior|above)|systemprompt/;

/** Letters of other scripts that look Latin, for comparing only. */
const lookalikes: Record<string, string> = { а: "a", е: "e", о: "o", р: "p", с: "c", х: "x", у: "y", і: "i", ѕ: "s", ո: "n", ɡ: "g", ı: "i" };

const forCompare = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/[аеорсхуіѕոɡı]/g, (letter) => lookalikes[letter] ?? letter);

function speaksToAnAi(sentence: string, list: RegExp[]): boolean {
  const text = forCompare(sentence);
  return list.some((pattern) => pattern.test(text)) || squeezed.test(text.replace(/[^\p{L}]/gu, ""));
}

/** Splits after sentence ends, also where no space follows, and keeps every character. */
const splitSentences = (text: string): string[] => text.split(/(?<=[.!?…;][)\]"'”’]?)(?=\s|\p{Lu})|(?<=[。！？；\n])|(?<=\))(?=\s*\p{Lu})/u);

/** The text without the sentences that look like instructions to an AI or to the provider. */
export function dropInstructions(text: string): string {
  const sentences = splitSentences(text);
  const suspect = sentences.map((sentence) => speaksToAnAi(sentence, patterns));
  return sentences
    .filter((sentence, at) => {
      if (suspect[at]) return false;
      const pairs = [at > 0 && !suspect[at - 1] ? `${sentences[at - 1]} ${sentence}` : "", suspect[at + 1] === false ? `${sentence} ${sentences[at + 1]}` : ""];
      return !pairs.some((pair) => pair !== "" && speaksToAnAi(pair.replace(/[.;!?]/g, ""), takeover));
    })
    .join("");
}
