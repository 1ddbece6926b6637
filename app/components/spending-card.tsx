import { BlockStack, Card, Checkbox, ChoiceList, TextField } from "@shopify/polaris";
import type { ShopSettings } from "#app/shops/shop-settings.ts";
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
        <Checkbox label="Stop at a number of credits a week" checked={weeklyCredits !== null} onChange={(on) => onChange({ weeklyCredits: on ? USUAL_CAP : null })} helpText="For all videos of this shop together. One video takes about 100." />
        {weeklyCredits !== null && <Credits label="Credits in seven days" value={weeklyCredits} problem={capProblem} onChange={(value) => onChange({ weeklyCredits: value })} />}
        <Checkbox
          label="Begin videos by themselves"
          checked={automatic.on}
          onChange={(on) => changeAutomatic({ on })}
          helpText="Off: every video is begun by a person. On: each of the products below gets a video, which NemoVideo charges for. Publishing follows what you chose above."
        />
        {automatic.on && (
          <>
            <ChoiceList
              title="For which products"
              selected={[automatic.rule]}
              onChange={([rule]) => rule && changeAutomatic({ rule: rule as typeof automatic.rule })}
              choices={[
                { label: "New products", value: "new_product", helpText: "Those that are created from now on." },
                { label: "Products with a tag", value: "tag" },
                { label: "Every active product without a video", value: "without_video" },
              ]}
            />
            {automatic.rule === "tag" && (
              <TextField label="Tag" value={automatic.tag} onChange={(tag) => changeAutomatic({ tag })} maxLength={255} autoComplete="off" {...(problem?.code === "settings.tag" && !automatic.tag && { error: problem.text })} />
            )}
            <Credits label="Most credits in seven days, for these videos" value={automatic.weeklyCredits} problem={capProblem} onChange={(value) => changeAutomatic({ weeklyCredits: value })} />
          </>
        )}
        <TextField
          label="E-mail the end of a batch to"
          type="email"
          value={settings.batchEmail}
          onChange={(batchEmail) => onChange({ batchEmail: batchEmail.trim() })}
          maxLength={254}
          autoComplete="email"
          placeholder="name@example.com"
          disabled={!sendsMail && !settings.batchEmail}
          helpText={sendsMail ? "Optional: one e-mail when a batch has ended, with counts, credits and a link." : "Whoever runs this app has not set up e-mail, so none is sent."}
          {...(problem?.code === "settings.batch_email" && { error: problem.text })}
        />
        <TextField
          label="Tell the end of a batch to"
          type="url"
          value={settings.batchWebhook}
          onChange={(batchWebhook) => onChange({ batchWebhook: batchWebhook.trim() })}
          maxLength={500}
          autoComplete="off"
          placeholder="https://"
          helpText="Optional: an address of yours. It gets one POST with counts and credits as JSON when a batch has ended."
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
