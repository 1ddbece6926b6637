import { say } from "./say.ts";
import type { Skipped } from "./selection.ts";

/** Products of the selection that get no video now, each with its reason. */
export function SkippedProducts({ skipped }: { skipped: Skipped[] }) {
  if (skipped.length === 0) return null;
  return (
    <s-banner tone="warning" heading={say("skipped", { count: skipped.length })}>
      {skipped.map((product) => (
        <s-paragraph key={product.productGid}>{`${product.title ?? say("unnamed")}: ${product.text ?? say(`reason.${product.reason}`)}`}</s-paragraph>
      ))}
    </s-banner>
  );
}
