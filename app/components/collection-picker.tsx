import { Button, InlineStack, TextField } from "@shopify/polaris";
import { useEffect, useRef, useState, type ComponentType } from "react";
import { say } from "#app/words/say.ts";
import type { CollectionAutocompleteProps } from "./collection-autocomplete.tsx";
import type { FoundCollection } from "./use-collections.ts";

export interface CollectionPickerProps {
  chosen: FoundCollection | null;
  onChoose(collection: FoundCollection | null): void;
}

export interface CollectionFieldProps extends CollectionPickerProps {
  /** What the field holds. */
  text: string;
  onText(text: string): void;
  onClear(): void;
}

interface Arrived {
  Field: ComponentType<CollectionAutocompleteProps>;
  takesOver: CollectionAutocompleteProps["takesOver"];
}

/**
 * Chooses one of the shop's collections by typing a part of its title. The list is a twentieth of the page's JavaScript and few choose a
 * collection: it is loaded when the field is entered, and until it is there a plain field of the same size takes what is typed.
 */
export function CollectionPicker({ chosen, onChoose }: CollectionPickerProps) {
  const [text, setText] = useState(chosen?.title ?? "");
  const [arrived, setArrived] = useState<Arrived | null>(null);
  const [at, setAt] = useState<"rest" | "loading" | "failed">("rest");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => setText(chosen?.title ?? ""), [chosen?.number, chosen?.title]);
  const clear = () => {
    setText("");
    if (chosen) onChoose(null);
  };
  const load = async () => {
    if (at !== "rest") return;
    setAt("loading");
    try {
      const { CollectionAutocomplete: Field } = await import("./collection-autocomplete.tsx");
      const input = box.current?.querySelector("input");
      const isIn = input !== null && input !== undefined && input === document.activeElement;
      setArrived({ Field, takesOver: isIn ? { from: input.selectionStart ?? 0, to: input.selectionEnd ?? 0 } : null });
    } catch {
      setAt("failed"); // said below
    }
  };
  if (arrived) return <arrived.Field chosen={chosen} onChoose={onChoose} text={text} onText={setText} onClear={clear} takesOver={arrived.takesOver} />;
  return (
    <div ref={box}>
      <TextField
        label={say("products.collection")}
        labelHidden
        placeholder={say("products.any_collection")}
        value={text}
        onFocus={() => void load()}
        onChange={setText}
        clearButton={text !== ""}
        onClearButtonClick={clear}
        autoComplete="off"
        maxLength={200}
        role="combobox"
        ariaExpanded={false}
        ariaAutocomplete="list"
        error={at === "failed" && say("products.list_not_loaded")}
      />
      {at === "failed" && (
        <InlineStack>
          {/* A browser remembers a module that failed; a new page asks for it anew, and the address keeps what is shown. */}
          <Button variant="plain" onClick={() => window.location.reload()}>
            {say("common.try_again")}
          </Button>
        </InlineStack>
      )}
    </div>
  );
}
