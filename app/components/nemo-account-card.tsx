import { Badge, BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { formatCredits } from "#app/words/format-amounts.ts";
import type { SettingsView, TestedBalance } from "#app/shops/shops-service.ts";
import { say } from "#app/words/say.ts";
import { ConfirmAction } from "./confirm-action.tsx";
import type { Problem } from "./describe-problem.ts";
import { NemoTokenForm } from "./nemo-token-form.tsx";
import { ProblemBanner } from "./problem-banner.tsx";
import { accountWords, connectWarning, disconnectQuestion } from "./settings-words.ts";

export interface NemoAccountCardProps {
  account: SettingsView["account"];
  /** What NemoVideo said when it was last asked on this page. */
  tested: TestedBalance | null;
  /** The act that is under way. */
  busy: string | null;
  /** Why the last act did not work, and which one it was. */
  problem: { intent: string; says: Problem } | null;
  /** Another number after each time that an account was connected or disconnected: the field is emptied then. */
  changed: number;
  onAct(act: { intent: "connect"; nemoToken: string } | { intent: "test" | "disconnect" }): void;
}

/** Which NemoVideo account is used, and the ways to connect, test and disconnect one. */
export function NemoAccountCard({ account, tested, busy, problem, changed, onAct }: NemoAccountCardProps) {
  const words = accountWords(account.payer);
  const { payer } = account;
  const state = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone then: the new state takes the focus, and is read out.
  useEffect(() => {
    if (changed > 0 && document.activeElement === document.body) state.current?.focus();
  }, [changed]);
  return (
    <Card>
      <BlockStack gap="400">
        <div ref={state} tabIndex={-1} style={{ outline: "none" }}>
          <BlockStack gap="100">
            <InlineStack gap="200" blockAlign="center">
              <Text as="h3" variant="headingSm">
                {words.title}
              </Text>
              {problem?.says.code === "nemo.reconnect" ? <Badge tone="critical">{say("settings.account_not_accepted")}</Badge> : <Badge {...(words.tone && { tone: words.tone })}>{words.badge}</Badge>}
            </InlineStack>
            <Text as="p">{words.text}</Text>
          </BlockStack>
        </div>
        {payer !== "none" && (
          <BlockStack gap="200">
            {problem && problem.intent !== "connect" && <ProblemBanner problem={problem.says} title={say(problem.intent === "test" ? "settings.account_test_failed" : "settings.not_done")} />}
            <div aria-live="polite">{tested && <Balance tested={tested} />}</div>
            <InlineStack gap="200">
              <Button onClick={() => onAct({ intent: "test" })} loading={busy === "test"} disabled={busy !== null && busy !== "test"}>
                {say("settings.account_test")}
              </Button>
              {payer === "own" && (
                <ConfirmAction
                  label={say("settings.disconnect")}
                  question={disconnectQuestion(account)}
                  confirmLabel={say("settings.disconnect_confirm")}
                  keepLabel={say("settings.disconnect_keep")}
                  tone="critical"
                  busy={busy !== null}
                  onConfirm={() => onAct({ intent: "disconnect" })}
                />
              )}
            </InlineStack>
          </BlockStack>
        )}
        <NemoTokenForm
          key={changed}
          label={say(payer === "own" ? "settings.token_replace" : "settings.token_label")}
          warning={connectWarning(account)}
          busy={busy === "connect"}
          blocked={busy !== null && busy !== "connect"}
          problem={problem?.intent === "connect" ? problem.says.text : null}
          onConnect={(nemoToken) => onAct({ intent: "connect", nemoToken })}
        />
        <InlineStack gap="400">
          {payer === "own" && <Outside to={account.topUpUrl}>{say("settings.account_top_up")}</Outside>}
          {payer === "trial" && <Outside to={account.registerUrl}>{say("settings.account_register")}</Outside>}
          {(payer === "none" || payer === "operator") && <Outside to={account.registerUrl}>{say("settings.account_get")}</Outside>}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function Balance({ tested }: { tested: TestedBalance }) {
  return (
    <BlockStack gap="050">
      <Text as="p" fontWeight="semibold">
        {balanceSentence(tested)}
      </Text>
      <Text as="p" tone="subdued">
        {say("settings.account_frozen_help")}
      </Text>
    </BlockStack>
  );
}

function balanceSentence({ available, frozen }: TestedBalance): string {
  if (available === null) return say("settings.account_works_unknown");
  const credits = formatCredits(available);
  return frozen ? say("settings.account_works_frozen", { available: credits, frozen: formatCredits(frozen) }) : say("settings.account_works", { available: credits });
}

const Outside = ({ to, children }: { to: string; children: string }) => (
  <Link url={to} target="_blank">
    {children}
  </Link>
);
