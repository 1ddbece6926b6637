import { BlockStack, Card, Checkbox, ChoiceList, TextField } from "@shopify/polaris";
import type { ShopSettings } from "#app/shops/shop-settings.ts";
import { say } from "#app/words/say.ts";
import type { Problem } from "./describe-problem.ts";

export interface SpendingCardProps {
  settings: ShopSettings;
  /** Whether the operator has set up e-mail. */
  sendsMail: boolean;
  /** Why saving did not work; shown at the field that it is about. */
  problem: Problem | null;
  onChange(change: Partial<ShopSettings>): void;
}

const USUAL_CAP = 1_000;

/** How much may be spent, and what may be begun without a person. */
export function SpendingCard({ settings, sendsMail, problem, onChange }: SpendingCardProps) {
  const { automatic, weeklyCredits } = settings;
  const capProblem = problem?.code === "settings.weekly_credits" ? problem.text : null;
  const changeAutomatic = (part: Partial<ShopSettings["automatic"]>) => onChange({ automatic: { ...automatic, ...part } });
  return (
    <Card>
      <BlockStack gap="500">
        <Checkbox label={say("settings.cap")} checked={weeklyCredits !== null} onChange={(on) => onChange({ weeklyCredits: on ? USUAL_CAP : null })} helpText={say("settings.cap_help")} />
        {weeklyCredits !== null && <Credits label={say("settings.cap_credits")} value={weeklyCredits} problem={capProblem} onChange={(value) => onChange({ weeklyCredits: value })} />}
        <Checkbox
          label={say("settings.automatic")}
          checked={automatic.on}
          onChange={(on) => changeAutomatic({ on })}
          helpText={say("settings.automatic_help")}
        />
        {automatic.on && (
          <>
            <ChoiceList
              title={say("settings.automatic_which")}
              selected={[automatic.rule]}
              onChange={([rule]) => rule && changeAutomatic({ rule: rule as typeof automatic.rule })}
              choices={[
                { label: say("settings.automatic_new"), value: "new_product", helpText: say("settings.automatic_new_help") },
                { label: say("settings.automatic_tag"), value: "tag" },
                { label: say("settings.automatic_without"), value: "without_video" },
              ]}
            />
            {automatic.rule === "tag" && (
              <TextField label={say("settings.automatic_tag_name")} value={automatic.tag} onChange={(tag) => changeAutomatic({ tag })} maxLength={255} autoComplete="off" {...(problem?.code === "settings.tag" && !automatic.tag && { error: problem.text })} />
            )}
            <Credits label={say("settings.automatic_cap")} value={automatic.weeklyCredits} problem={capProblem} onChange={(value) => changeAutomatic({ weeklyCredits: value })} />
          </>
        )}
        <TextField
          label={say("settings.batch_mail")}
          type="email"
          value={settings.batchEmail}
          onChange={(batchEmail) => onChange({ batchEmail: batchEmail.trim() })}
          maxLength={254}
          autoComplete="email"
          placeholder="name@example.com"
          disabled={!sendsMail && !settings.batchEmail}
          helpText={say(sendsMail ? "settings.batch_mail_help" : "settings.batch_mail_off")}
          {...(problem?.code === "settings.batch_email" && { error: problem.text })}
        />
        <TextField
          label={say("settings.batch_webhook")}
          type="url"
          value={settings.batchWebhook}
          onChange={(batchWebhook) => onChange({ batchWebhook: batchWebhook.trim() })}
          maxLength={500}
          autoComplete="off"
          placeholder="https://"
          helpText={say("settings.batch_webhook_help")}
          {...(problem?.code === "settings.batch_webhook" && { error: problem.text })}
        />
      </BlockStack>
    </Card>
  );
}

/** Whole credits, 100 or more; what cannot be a number is not taken. */
function Credits({ label, value, problem, onChange }: { label: string; value: number; problem: string | null; onChange(value: number): void }) {
  const take = (text: string) => {
    const credits = Number(text);
    if (Number.isSafeInteger(credits) && credits >= 0 && credits <= 1_000_000) onChange(credits);
  };
  return <TextField label={label} type="number" min={100} step={100} value={String(value)} onChange={take} autoComplete="off" {...(problem !== null && value < 100 && { error: problem })} />;
}
