import { BlockStack, Form, FormLayout, InlineStack, Button, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { say } from "#app/words/say.ts";

export interface NemoTokenFormProps {
  label: string;
  /** What else happens when another account is connected. */
  warning: string | null;
  busy: boolean;
  /** Something else is under way. */
  blocked: boolean;
  /** Why the last token was not stored. */
  problem: string | null;
  onConnect(nemoToken: string): void;
}

/** The field for a token. What is typed stays in this page: neither the browser nor the server ever shows it again. */
export function NemoTokenForm({ label, warning, busy, blocked, problem, onConnect }: NemoTokenFormProps) {
  const [token, setToken] = useState("");
  const [empty, setEmpty] = useState(false);
  const connect = () => {
    setEmpty(token.trim() === "");
    if (token.trim() && !blocked) onConnect(token);
  };
  const error = empty ? say("settings.token_missing") : problem;
  return (
    <Form onSubmit={connect} autoComplete={false}>
      <FormLayout>
        <TextField
          label={label}
          type="password"
          value={token}
          onChange={(text) => (setToken(text), setEmpty(false))}
          autoComplete="off"
          spellCheck={false}
          maxLength={1_000}
          {...(error && { error })}
          helpText={say("settings.token_help")}
        />
        <BlockStack gap="200">
          {warning && <Text as="p">{warning}</Text>}
          <InlineStack>
            <Button submit loading={busy} disabled={blocked}>
              {say("settings.token_connect")}
            </Button>
          </InlineStack>
        </BlockStack>
      </FormLayout>
    </Form>
  );
}
