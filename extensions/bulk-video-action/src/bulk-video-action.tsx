import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { askApp } from "./ask-app.ts";
import { inApp, say } from "./say.ts";
import type { SelectionPlan, Started } from "./selection.ts";
import { SelectionPlanView } from "./selection-plan-view.tsx";
import { SkippedProducts } from "./skipped-products.tsx";

interface Trouble {
  text: string;
  charge: string | null;
}

export default async () => {
  render(<BulkVideoAction />, document.body);
};

/** Says which of the selected products get a video and begins those. It never waits for them. */
function BulkVideoAction() {
  const productGids = shopify.data.selected.map((product) => product.id);
  const [plan, setPlan] = useState<SelectionPlan | null>(null);
  const [done, setDone] = useState<Started | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const [requestKey] = useState(() => crypto.randomUUID());

  const look = async () => {
    setTrouble(null);
    const answer = await askApp<SelectionPlan>("/api/batch-videos", { intent: "plan", productGids });
    if (answer.ok) setPlan(answer.body);
    else setTrouble({ text: answer.text ?? say("unreachable"), charge: answer.charge });
  };
  useEffect(() => void look(), []);

  const start = async () => {
    if (!plan) return;
    setBusy(true);
    setTrouble(null);
    // only those that the merchant saw as ready: what became free meanwhile was not agreed to
    const answer = await askApp<Started>("/api/batch-videos", { intent: "start", requestKey, productGids: plan.ready.map((product) => product.productGid) });
    if (answer.ok) setDone(answer.body);
    else setTrouble({ text: answer.text ?? say("maybeBegun"), charge: answer.charge });
    setBusy(false);
  };

  return (
    <s-admin-action heading={say("heading", { count: productGids.length })} loading={!plan && !trouble}>
      <s-stack gap="base">
        {trouble && (
          <s-banner tone="critical" heading={say("trouble")}>
            <s-paragraph>{trouble.charge ? `${trouble.text} ${trouble.charge}` : trouble.text}</s-paragraph>
          </s-banner>
        )}
        {done && (
          <s-banner tone={done.started.length ? "success" : "warning"} heading={done.started.length ? say("begun", { count: done.started.length }) : say("noneBegun")}>
            <s-stack gap="small-200">
              {done.started.length > 0 && <s-paragraph>{say("youCanClose")}</s-paragraph>}
              <s-link href={inApp(done.path)}>{say("look")}</s-link>
            </s-stack>
          </s-banner>
        )}
        {done && <SkippedProducts skipped={done.skipped} />}
        {plan && !done && <SelectionPlanView plan={plan} />}
      </s-stack>
      {plan && !done && plan.ready.length > 0 && (
        <s-button slot="primary-action" variant="primary" loading={busy} disabled={busy} onClick={start}>
          {say("start", { count: plan.ready.length })}
        </s-button>
      )}
      {!plan && trouble && (
        <s-button slot="primary-action" variant="primary" onClick={look}>
          {say("again")}
        </s-button>
      )}
      <s-button slot="secondary-actions" onClick={() => shopify.close()}>
        {say("close")}
      </s-button>
    </s-admin-action>
  );
}
