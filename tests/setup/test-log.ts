import { inspect } from "node:util";

/** A log that keeps its lines, so that a test can look for what must and must not be there. */
export function createTestLog() {
  const lines: string[] = [];
  const write = (level: string) => (fields: object, text: string) => void lines.push(`${level} ${text} ${inspect(fields, { depth: 6, breakLength: Infinity })}`);
  return { lines, log: { info: write("info"), warn: write("warn"), error: write("error") } };
}
