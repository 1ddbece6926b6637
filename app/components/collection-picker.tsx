import { Autocomplete } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { say } from "#app/words/say.ts";
import { useCollections, type FoundCollection } from "./use-collections.ts";

export interface CollectionPickerProps {
  chosen: FoundCollection | null;
  onChoose(collection: FoundCollection | null): void;
}

/** Chooses one of the shop's collections by typing a part of its title. */
export function CollectionPicker({ chosen, onChoose }: CollectionPickerProps) {
  const [text, setText] = useState(chosen?.title ?? "");
  const { found, looking, ask } = useCollections();
  useEffect(() => setText(chosen?.title ?? ""), [chosen?.number, chosen?.title]);
  const clear = () => {
    setText("");
    if (chosen) onChoose(null);
  };
  return (
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
            setText(typed);
            ask(typed);
          }}
          clearButton={text !== ""}
          onClearButtonClick={clear}
          autoComplete="off"
          maxLength={200}
        />
      }
    />
  );
}
