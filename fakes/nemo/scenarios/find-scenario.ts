import { ACCOUNT_SCENARIOS } from "./account-scenarios.ts";
import { CHAT_SCENARIOS } from "./chat-scenarios.ts";
import { RENDER_SCENARIOS } from "./render-scenarios.ts";
import { STUBBORN_SCENARIOS } from "./stubborn-scenarios.ts";
import type { Scenario } from "./scenario.ts";

/** Every scenario that has a name. */
export const SCENARIOS: Scenario[] = [...ACCOUNT_SCENARIOS, ...CHAT_SCENARIOS, ...RENDER_SCENARIOS, ...STUBBORN_SCENARIOS];

/** @throws Error listing the names, when there is none such */
export function findScenario(name: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.name === name);
  if (!found) throw new Error(`no scenario is called ${JSON.stringify(name)}; there are ${SCENARIOS.map((scenario) => scenario.name).join(", ")}`);
  return found;
}
