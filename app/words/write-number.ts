/** How a reader writes numbers. Read from ICU once, on the server: a browser's own ICU may be of another year (Swiss thousands were 1’000 until CLDR 47 and are 1'000 since). */
export interface NumberSigns {
  decimal: string;
  group: string;
  /** Digits of the last group before the decimal sign, and of each one before it: 3 and 3, in India 3 and 2. */
  groups: readonly [number, number];
}

/** The signs of a BCP 47 tag. */
export function signsOf(locale: string): NumberSigns {
  const parts = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, numberingSystem: "latn" }).formatToParts(1_234_567_890.5);
  const sign = (type: "decimal" | "group", usual: string) => parts.find((part) => part.type === type)?.value ?? usual;
  const [last = 3, before = last] = parts.filter((part) => part.type === "integer").map((part) => part.value.length).reverse();
  return { decimal: sign("decimal", "."), group: sign("group", ","), groups: [last, before] };
}

/** "1.234,5" with at most three decimals, or with exactly as many as asked: the same on the server and in every browser. */
export function writeNumber(n: number, { decimal, group, groups: [last, before] }: NumberSigns, decimals?: number): string {
  const [whole = "", fraction = ""] = Math.abs(n).toFixed(decimals ?? 3).split(".");
  const shown = decimals === undefined ? fraction.replace(/0+$/, "") : fraction;
  const groups = [whole.slice(-last)];
  for (let rest = whole.slice(0, -last); rest; rest = rest.slice(0, -before)) groups.unshift(rest.slice(-before));
  const written = groups.join(group) + (shown && decimal + shown);
  return n < 0 && /[1-9]/.test(written) ? `-${written}` : written;
}
