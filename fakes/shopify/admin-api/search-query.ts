/** The words of a field that a search looks at; numbers and dates compare, words match. */
export type SearchFields = Record<string, string[] | number>;
export type SearchTest = (fields: SearchFields) => boolean;

interface Token {
  kind: "term" | "or" | "not" | "open" | "close";
  field?: string;
  comparator?: string;
  value?: string;
  quoted?: boolean;
}

/**
 * Reads Shopify's search syntax: words, "phrases", prefix*, field:value (several by comma), field:>value, AND, OR, NOT and -,
 * parentheses, backslash escapes. A term without a field looks at `defaultFields`. Unknown fields are told to `onUnknown` and ignored, as Shopify does
 * with a warning.
 */
export function readSearchQuery(query: string, o: { fields: string[]; defaultFields: string[]; onUnknown(field: string): void }): SearchTest {
  const tokens = tokenize(query);
  let at = 0;
  const peek = () => tokens[at];

  const readOr = (): SearchTest => {
    const parts = [readAnd()];
    while (peek()?.kind === "or") {
      at++;
      parts.push(readAnd());
    }
    return (fields) => parts.some((part) => part(fields));
  };
  const readAnd = (): SearchTest => {
    const parts: SearchTest[] = [];
    for (let token = peek(); token && token.kind !== "or" && token.kind !== "close"; token = peek()) parts.push(readOne());
    return (fields) => parts.every((part) => part(fields));
  };
  const readOne = (): SearchTest => {
    const token = tokens[at++];
    if (token?.kind === "not") {
      const inner = readOne();
      return (fields) => !inner(fields);
    }
    if (token?.kind === "open") {
      const inner = readOr();
      if (peek()?.kind === "close") at++;
      return inner;
    }
    return token ? readTerm(token) : () => true;
  };
  const readTerm = (token: Token): SearchTest => {
    const { field, value = "" } = token;
    if (!field) return (fields) => o.defaultFields.some((name) => matches(fields[name], value, token));
    if (!o.fields.includes(field)) {
      o.onUnknown(field);
      return () => true;
    }
    const values = token.quoted ? [value] : value.split(",");
    return (fields) => values.some((one) => matches(fields[field], one, token));
  };

  const parts: SearchTest[] = [];
  while (at < tokens.length) {
    parts.push(readOr());
    if (peek()?.kind === "close") at++;
  }
  return (fields) => parts.every((part) => part(fields));
}

function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\s*(?:(\()|(\))|(-)(?=\S)|(?:([a-z_]+):\s*)?(>=|<=|>|<)?(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|((?:\\.|[^\s()"\\])+)))/giy;
  while (pattern.lastIndex < query.length) {
    const from = pattern.lastIndex;
    const found = pattern.exec(query);
    if (!found) {
      pattern.lastIndex = from + 1;
      continue;
    }
    const [, open, close, minus, field, comparator, double, single, bare] = found;
    const plain = !field && !comparator && bare !== undefined;
    if (open) tokens.push({ kind: "open" });
    else if (close) tokens.push({ kind: "close" });
    else if (minus || (plain && bare === "NOT")) tokens.push({ kind: "not" });
    else if (plain && bare === "OR") tokens.push({ kind: "or" });
    else if (!(plain && bare === "AND")) {
      const value = (double ?? single ?? bare ?? "").replace(/\\(.)/g, "$1");
      tokens.push({ kind: "term", field: field?.toLowerCase(), comparator, value, quoted: bare === undefined });
    }
  }
  return tokens;
}

const wordsOf = (text: string) => text.normalize("NFKC").toLowerCase().split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean);

function matches(field: string[] | number | undefined, value: string, token: Token): boolean {
  if (field === undefined) return false;
  if (typeof field === "number") return compareNumber(field, value, token.comparator);
  if (value === "*") return field.some(Boolean);
  const wanted = wordsOf(value);
  // Nothing but signs, such as an emoji: the only way left is to look for them as they are.
  if (!wanted.length) return field.some((text) => text.includes(value));
  const open = !token.quoted && value.endsWith("*");
  return field.some((text) => {
    const words = wordsOf(text);
    return words.some((_, start) => wanted.every((word, i) => {
      const own = words[start + i];
      return open && i === wanted.length - 1 ? own?.startsWith(word) : own === word;
    }));
  });
}

function compareNumber(field: number, value: string, comparator = ""): boolean {
  const other = /^\d+$/.test(value) ? Number(value) : Date.parse(value);
  if (Number.isNaN(other)) return false;
  if (comparator === ">") return field > other;
  if (comparator === ">=") return field >= other;
  if (comparator === "<") return field < other;
  return comparator === "<=" ? field <= other : field === other;
}
