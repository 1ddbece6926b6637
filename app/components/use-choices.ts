import { useEffect, useState } from "react";
import type { ChosenOptions } from "#app/videos/choices.ts";
import type { VideoPlanView } from "#app/videos/video-view.ts";
import type { ProductPageView } from "#app/videos/videos-service.ts";

/** After the last change of a choice, so that typing asks once. */
const QUIET_MS = 400;

export interface Choices {
  chosen: ChosenOptions;
  /** The plan with these choices; the one before while the new one is on its way. */
  plan: VideoPlanView;
  /** True while `plan` does not belong to `chosen` yet. */
  waiting: boolean;
  /** True when the last look failed; the next change looks again. */
  failed: boolean;
  choose(change: ChosenOptions): void;
}

/** The merchant's choices over those kept from the last time, and the plan that the server makes of them. */
export function useChoices(page: ProductPageView, planUrl: string): Choices {
  const [chosen, setChosen] = useState<ChosenOptions>(page.kept.chosen);
  const [plan, setPlan] = useState(page.plan);
  const [state, setState] = useState<"fresh" | "waiting" | "failed">("fresh");
  const asJson = JSON.stringify(chosen);
  const keptJson = JSON.stringify(page.kept.chosen);

  useEffect(() => {
    if (asJson === keptJson) {
      setPlan(page.plan);
      setState("fresh");
      return;
    }
    setState("waiting");
    const look = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const query = new URLSearchParams({ recipe: page.plan.recipe, choices: asJson });
        const response = await fetch(`${planUrl}?${query}`, { headers: { Accept: "application/json" }, signal: look.signal });
        const answer = (await response.json()) as { plan?: VideoPlanView };
        if (!answer.plan) throw new Error(`status ${response.status}`);
        setPlan(answer.plan);
        setState("fresh");
      } catch {
        if (!look.signal.aborted) setState("failed"); // said on the page
      }
    }, QUIET_MS);
    return () => {
      clearTimeout(timer);
      look.abort();
    };
  }, [asJson, keptJson, page.plan, planUrl]);

  return { chosen, plan, waiting: state === "waiting", failed: state === "failed", choose: (change) => setChosen((before) => ({ ...before, ...change })) };
}
