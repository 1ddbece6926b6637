/** A piece of JSON that is written exactly as it is: numbers above 2^53, `1.0`, a draft that must keep its bytes. */
export class RawJson {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  /** When something stringifies it all the same, at least the value survives. */
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** JSON.stringify that leaves RawJson as it is. Undefined members are left out. */
export function writeJson(value: unknown): string {
  if (value instanceof RawJson) return value.text;
  if (Array.isArray(value)) return `[${value.map((item) => writeJson(item === undefined ? null : item)).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${writeJson(member)}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}
