import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useRef, useState } from "react";
import { say } from "#app/words/say.ts";
import { ProgressLine } from "./progress-line.tsx";
import { sendFile } from "./send-file.ts";

export interface FilePickerProps {
  label: string;
  hint: string;
  /** For the browser's dialog only; the server judges by the bytes. */
  accept: string;
  /** Where the file goes; its name is added. */
  url: string;
  onDone(): void;
}

type State = { at: "rest" } | { at: "sending"; share: number; stop: AbortController; name: string } | { at: "failed"; says: string; file: File };

/** Chooses one file and sends it, with its progress. A file that did not arrive is kept here and can be sent again. */
export function FilePicker({ label, hint, accept, url, onDone }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<State>({ at: "rest" });
  const send = async (file: File) => {
    const stop = new AbortController();
    const tell = (share: number) => setState({ at: "sending", share, stop, name: file.name });
    tell(0);
    const answer = await sendFile(`${url}&name=${encodeURIComponent(file.name.slice(-200))}`, file, tell, stop.signal);
    setState(answer.ok || answer.says === null ? { at: "rest" } : { at: "failed", says: answer.says, file });
    if (answer.ok) onDone();
  };
  return (
    <BlockStack gap="200">
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // the same file may be chosen again after a failure
          event.currentTarget.value = "";
          if (file) void send(file);
        }}
      />
      {state.at === "sending" ? (
        <BlockStack gap="100">
          <InlineStack align="space-between" gap="200">
            <Text as="span" tone="subdued" breakWord>{say("product.sending", { name: state.name, percent: Math.round(state.share * 100) })}</Text>
            <Button variant="plain" onClick={() => state.stop.abort()}>
              {say("product.stop")}
            </Button>
          </InlineStack>
          <ProgressLine label={label} percent={state.share * 100} />
        </BlockStack>
      ) : (
        <InlineStack gap="200" blockAlign="center">
          <Button onClick={() => input.current?.click()}>{label}</Button>
          {state.at === "failed" && <Button onClick={() => void send(state.file)}>{say("common.try_again")}</Button>}
        </InlineStack>
      )}
      {state.at === "failed" && (
        <div role="alert">
          <Text as="p" tone="critical" breakWord>
            {state.says}
          </Text>
        </div>
      )}
      <Text as="p" tone="subdued" variant="bodySm">
        {hint}
      </Text>
    </BlockStack>
  );
}
