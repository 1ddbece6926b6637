import { Badge, BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { formatCredits } from "#app/words/format-amounts.ts";
import type { SettingsView, TestedBalance } from "#app/shops/shops-service.ts";
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
              {problem?.says.code === "nemo.reconnect" ? <Badge tone="critical">Not accepted</Badge> : <Badge {...(words.tone && { tone: words.tone })}>{words.badge}</Badge>}
            </InlineStack>
            <Text as="p">{words.text}</Text>
          </BlockStack>
        </div>
        {payer !== "none" && (
          <BlockStack gap="200">
            {problem && problem.intent !== "connect" && <ProblemBanner problem={problem.says} title={problem.intent === "test" ? "The connection does not work" : "That was not done"} />}
            <div aria-live="polite">{tested && <Balance tested={tested} />}</div>
            <InlineStack gap="200">
              <Button onClick={() => onAct({ intent: "test" })} loading={busy === "test"} disabled={busy !== null && busy !== "test"}>
                Test connection
              </Button>
              {payer === "own" && (
                <ConfirmAction
                  label="Disconnect"
                  question={disconnectQuestion(account)}
                  confirmLabel="Disconnect the account"
                  keepLabel="Keep it"
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
          label={payer === "own" ? "Replace the token" : "Token of your own NemoVideo account"}
          warning={connectWarning(account)}
          busy={busy === "connect"}
          blocked={busy !== null && busy !== "connect"}
          problem={problem?.intent === "connect" ? problem.says.text : null}
          onConnect={(nemoToken) => onAct({ intent: "connect", nemoToken })}
        />
        <InlineStack gap="400">
          {payer === "own" && <Outside to={account.topUpUrl}>Top up credits at NemoVideo</Outside>}
          {payer === "trial" && <Outside to={account.registerUrl}>Register at NemoVideo and keep the trial</Outside>}
          {(payer === "none" || payer === "operator") && <Outside to={account.registerUrl}>Get a NemoVideo account</Outside>}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function Balance({ tested: { available, frozen } }: { tested: TestedBalance }) {
  return (
    <BlockStack gap="050">
      <Text as="p" fontWeight="semibold">
        {available === null ? "The connection works. NemoVideo did not tell the balance." : `The connection works: ${formatCredits(available)} available, ${frozen ? `${formatCredits(frozen)} frozen` : "nothing frozen"}.`}
      </Text>
      <Text as="p" tone="subdued">
        Frozen credits are held back for videos that are being made. What is not used comes back.
      </Text>
    </BlockStack>
  );
}

const Outside = ({ to, children }: { to: string; children: string }) => (
  <Link url={to} target="_blank">
    {children}
  </Link>
);
