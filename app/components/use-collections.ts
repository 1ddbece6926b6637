import { useCallback, useEffect, useRef, useState } from "react";

export interface FoundCollection {
  /** The number in its global id. */
  number: string;
  title: string;
}

/** How long after the last key a look begins, in ms. */
const DEBOUNCE_MS = 250;

/** Collections by a part of their title, asked for when somebody wants to choose one and not before. */
export function useCollections(): { found: FoundCollection[]; looking: boolean; ask(search: string): void } {
  const [found, setFound] = useState<FoundCollection[]>([]);
  const [looking, setLooking] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const look = useRef<AbortController>();
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      look.current?.abort();
    },
    [],
  );
  const ask = useCallback((search: string) => {
    clearTimeout(timer.current);
    look.current?.abort();
    const own = (look.current = new AbortController());
    setLooking(true);
    timer.current = setTimeout(async () => {
      const collections = await readCollections(search, own.signal);
      if (own.signal.aborted) return;
      setFound(collections);
      setLooking(false);
    }, search ? DEBOUNCE_MS : 0);
  }, []);
  return { found, looking, ask };
}

/** None when they cannot be read: the field then says that none matches, and the list itself tells what is wrong with Shopify. */
async function readCollections(search: string, signal: AbortSignal): Promise<FoundCollection[]> {
  try {
    const answer = await fetch(`/app/collections?search=${encodeURIComponent(search)}`, { signal });
    return answer.ok ? ((await answer.json()) as { collections: FoundCollection[] }).collections : [];
  } catch {
    return [];
  }
}
