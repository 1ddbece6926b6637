import { useCallback, useEffect, useState } from "react";

export interface KeptText {
  text: string;
  /** True when the text is not the given one. */
  edited: boolean;
  /** True when the given text changed after the edit was begun, for example because the product did. */
  outdated: boolean;
  change(text: string): void;
  /** Back to the given text; forgets the edit. */
  reset(): void;
}

/** An edited text and the suggested one it was written over. */
export interface Kept {
  text: string;
  from: string;
}

/**
 * A text that starts as `given` and whose edits outlive a reload, a step back, and a closed tab's return, until `reset`. Kept in
 * this browser, over the edit that the server kept (`before`). Where the browser allows no storage, edits live as long as the page.
 */
export function useKeptText(key: string, given: string, before: Kept | null = null): KeptText {
  const [kept, setKept] = useState<Kept | null>(before);
  useEffect(() => {
    const stored = read(key);
    if (stored) setKept(stored);
  }, [key]);
  const change = useCallback(
    (text: string) => {
      const next = text === given ? null : { text, from: given };
      setKept(next);
      write(key, next);
    },
    [key, given],
  );
  const reset = useCallback(() => {
    setKept(null);
    write(key, null);
  }, [key]);
  return { text: kept?.text ?? given, edited: kept !== null, outdated: kept !== null && kept.from !== given, change, reset };
}

// Third-party storage may be blocked inside the admin's frame: reading `localStorage` itself throws then.
function read(key: string): Kept | null {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? "null") as Partial<Kept> | null;
    return typeof stored?.text === "string" && typeof stored.from === "string" ? { text: stored.text, from: stored.from } : null;
  } catch {
    return null;
  }
}

function write(key: string, kept: Kept | null): void {
  try {
    if (kept) localStorage.setItem(key, JSON.stringify(kept));
    else localStorage.removeItem(key);
  } catch {
    // no storage: the edit lives in the page
  }
}
