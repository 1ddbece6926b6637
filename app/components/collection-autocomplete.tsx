import { Autocomplete } from "@shopify/polaris";
import { useLayoutEffect, useRef } from "react";
import { say } from "#app/words/say.ts";
import type { CollectionFieldProps } from "./collection-picker.tsx";
import { useCollections } from "./use-collections.ts";

export interface CollectionAutocompleteProps extends CollectionFieldProps {
  /** Where the caret was in the plain field that this one follows, when that had the focus. */
  takesOver: { from: number; to: number } | null;
}

/** The field with its list of collections. Takes the focus over from the plain field, and looks for what was typed there. */
export function CollectionAutocomplete({ chosen, text, onText, onChoose, onClear, takesOver }: CollectionAutocompleteProps) {
  const box = useRef<HTMLDivElement>(null);
  const { found, looking, ask } = useCollections();
  // Before the next key comes. Once, when this stands in the place of the other.
  useLayoutEffect(() => {
    const input = box.current?.querySelector("input");
    if (!takesOver || !input) return;
    input.focus();
    input.setSelectionRange(takesOver.from, takesOver.to);
    if (text !== (chosen?.title ?? "")) ask(text);
  }, []);
  return (
    <div ref={box}>
      <Autocomplete
        options={found.map(({ number, title }) => ({ value: number, label: title }))}
        selected={chosen ? [chosen.number] : []}
        loading={looking}
        emptyState={say("products.no_collection")}
        onSelect={([number]) => onChoose(found.find((one) => one.number === number) ?? null)}
        textField={
          <Autocomplete.TextField
            label={say("products.collection")}
            labelHidden
            placeholder={say("products.any_collection")}
            value={text}
            onFocus={() => ask("")}
            onChange={(typed) => {
              onText(typed);
              ask(typed);
            }}
            clearButton={text !== ""}
            onClearButtonClick={onClear}
            autoComplete="off"
            maxLength={200}
          />
        }
      />
    </div>
  );
}
