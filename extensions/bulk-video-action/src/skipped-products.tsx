import { FewLines } from "./few-lines.tsx";
import { say } from "./say.ts";
import type { Skipped } from "./selection.ts";

/** Products of the selection that get no video now, each with its reason. */
export function SkippedProducts({ skipped }: { skipped: Skipped[] }) {
  if (skipped.length === 0) return null;
  return (
    <s-banner tone="warning" heading={say("skipped", { count: skipped.length })}>
      <FewLines lines={skipped.map((product) => ({ key: product.productGid, text: `${product.title ?? say("unnamed")}: ${product.text ?? say(`reason.${product.reason}`)}` }))} />
    </s-banner>
  );
}
