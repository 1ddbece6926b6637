import { inApp, say } from "./say.ts";

/** A video that is on its way or waits for a person, with the way to its page. */
export function VideoAtWork({ heading, text, path, tone }: { heading: string; text: string; path: string; tone: "success" | "info" }) {
  return (
    <s-banner tone={tone} heading={heading}>
      <s-stack gap="small-200">
        <s-paragraph>{text}</s-paragraph>
        <s-link href={inApp(path)}>{say("look")}</s-link>
      </s-stack>
    </s-banner>
  );
}
