/**
 * JSON with sorted keys, so that equal values give equal text. `mapString` may rewrite each string value. For values
 * that came from JSON and are not nested too deeply to recurse.
 */
export function canonicalJson(value: unknown, mapString: (text: string) => string = (text) => text): string {
  if (typeof value === "string") return JSON.stringify(mapString(value));
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item, mapString)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${members.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item, mapString)}`).join(",")}}`;
}
