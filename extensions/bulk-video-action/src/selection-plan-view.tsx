import { FewLines } from "./few-lines.tsx";
import { number, say } from "./say.ts";
import type { SelectionPlan } from "./selection.ts";
import { SkippedProducts } from "./skipped-products.tsx";

/** How many get a video, what that costs against the balance, and who is left out. */
export function SelectionPlanView({ plan }: { plan: SelectionPlan }) {
  const { ready, expectedCredits, creditsEach, creditsAvailable } = plan;
  const covered = creditsAvailable === null ? ready.length : Math.min(ready.length, Math.floor(creditsAvailable / creditsEach));
  const remarks = ready.flatMap((product) => product.notices.map((text) => ({ key: `${product.productGid} ${text}`, text: `${product.title}: ${text}` })));
  return (
    <>
      <s-text type="strong">{ready.length ? say("ready", { count: ready.length }) : say("noneReady")}</s-text>
      {ready.length > 0 && (
        <s-stack gap="small-200">
          <s-text>{say("cost", { credits: number(expectedCredits), each: number(creditsEach) })}</s-text>
          <s-text>{creditsAvailable === null ? say("balanceUnknown") : say("balance", { credits: number(creditsAvailable) })}</s-text>
        </s-stack>
      )}
      {covered < ready.length && (
        <s-banner tone="warning">
          <s-paragraph>{say("tooFew", { count: covered })}</s-paragraph>
        </s-banner>
      )}
      <SkippedProducts skipped={plan.skipped} />
      {remarks.length > 0 && (
        <s-banner tone="info" heading={say("remarks", { count: remarks.length })}>
          <FewLines lines={remarks} />
        </s-banner>
      )}
      {ready.length > 0 && <s-text color="subdued">{say("beforeApproval")}</s-text>}
    </>
  );
}
