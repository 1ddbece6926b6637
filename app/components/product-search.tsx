import { Box, Icon, Spinner, TextField } from "@shopify/polaris";
import { SearchIcon } from "@shopify/polaris-icons";
import { useEffect, useRef, useState } from "react";
import { say } from "#app/words/say.ts";

/** How long after the last key a search begins, in ms. */
const DEBOUNCE_MS = 300;

export interface ProductSearchProps {
  /** The search that the address holds. */
  search: string;
  loading: boolean;
  onSearch(text: string): void;
}

/** Search as you type. The address holds the search, so that back, reload and a shared link keep it. */
export function ProductSearch({ search, loading, onSearch }: ProductSearchProps) {
  const [text, setText] = useState(search);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const asked = useRef(search);

  // Another search in the address than the one asked for here: somebody went back or forward.
  useEffect(() => {
    if (search === asked.current) return;
    asked.current = search;
    clearTimeout(timer.current);
    setText(search);
  }, [search]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const ask = (next: string) => {
    asked.current = next.trim();
    onSearch(asked.current);
  };
  const change = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => ask(next), DEBOUNCE_MS);
  };
  const clear = () => {
    clearTimeout(timer.current);
    setText("");
    ask("");
  };

  return (
    <Box padding="300" borderBlockEndWidth="025" borderColor="border">
      <TextField
        label={say("products.search")}
        labelHidden
        placeholder={say("products.search")}
        value={text}
        onChange={change}
        clearButton
        onClearButtonClick={clear}
        autoComplete="off"
        maxLength={200}
        prefix={<Icon source={SearchIcon} />}
        suffix={loading ? <Spinner size="small" accessibilityLabel={say("products.searching")} /> : undefined}
      />
    </Box>
  );
}
