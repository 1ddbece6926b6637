/** Elements whose contents are never text for people. An unclosed one reaches to the end. */
const silent = /<(script|style|noscript|template|iframe|object|svg|head|title|textarea|select)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi;
const comment = /<!--[\s\S]*?(?:-->|$)/g;
const breaking = /<\/?(?:p|div|br|li|ul|ol|tr|td|th|table|h[1-6]|section|article|hr|blockquote|dl|dt|dd|thead|tbody|tfoot|caption|figure|figcaption|header|footer|main|aside|nav|address|pre|details|summary)\b[^>]*>/gi;
const tag = /<\/?[a-z!?][^>]*(?:>|$)/gi;

const named: Record<string, string> = {
  amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", ndash: "–", mdash: "—", hellip: "…", lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”",
  deg: "°", times: "×", copy: "©", reg: "®", trade: "™", euro: "€", pound: "£", yen: "¥", frac12: "½", frac14: "¼", frac34: "¾", bull: "•", middot: "·",
  auml: "ä", ouml: "ö", uuml: "ü", Auml: "Ä", Ouml: "Ö", Uuml: "Ü", szlig: "ß", eacute: "é", egrave: "è", ecirc: "ê", agrave: "à", ccedil: "ç", ntilde: "ñ", oslash: "ø", aring: "å", aelig: "æ",
};

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z][a-z0-9]{1,11}));/gi, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name) return named[name] ?? named[name.toLowerCase()] ?? whole;
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff) ? String.fromCodePoint(point) : " ";
  });
}

/**
 * The words of a piece of HTML: no tags, no contents of script and style, entities decoded, blocks apart by newlines. Text that only
 * becomes HTML by decoding is stripped again, until nothing changes. No `<` or `>` is left. Plain text passes unharmed.
 */
export function stripHtml(html: string): string {
  let text = html;
  for (let rounds = 0; rounds < 5; rounds += 1) {
    const before = text;
    text = decodeEntities(text.replace(silent, " ").replace(comment, " ").replace(breaking, "\n").replace(tag, ""));
    if (text === before) break;
  }
  return text.replaceAll("<", "‹").replaceAll(">", "›");
}

/** A tag, as far as it takes to tell HTML from plain text. */
const anyTag = /<[a-z!/]/i;

/** The words of an HTML text, a line for each block of it. Line ends inside of a block mean nothing in HTML; in a text without a tag they stay. */
export const linesOfHtml = (html: string): string =>
  stripHtml(anyTag.test(html) ? html.replace(/\s+/g, " ") : html).split("\n").map((line) => line.trim()).filter(Boolean).join("\n");
