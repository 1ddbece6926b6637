import { say } from "./say.ts";

/** As many as are read before anyone stops reading. */
const SHOWN = 5;

/** The first of many lines, and how many more there are. */
export function FewLines({ lines }: { lines: { key: string; text: string }[] }) {
  return (
    <>
      {lines.slice(0, SHOWN).map((line) => (
        <s-paragraph key={line.key}>{line.text}</s-paragraph>
      ))}
      {lines.length > SHOWN && <s-paragraph>{say("more", { count: lines.length - SHOWN })}</s-paragraph>}
    </>
  );
}
