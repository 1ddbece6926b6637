import { useCallback, useState } from "react";

export interface ProductSelection {
  /** Global ids, also of products on other pages of the list. */
  chosen: ReadonlySet<string>;
  toggle(productGids: string[], on: boolean): void;
  clear(): void;
}

/** Products ticked in a list that is read page by page; paging, searching and filtering keep them. */
export function useProductSelection(): ProductSelection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((productGids: string[], on: boolean) => {
    setChosen((before) => {
      const next = new Set(before);
      for (const gid of productGids) if (on) next.add(gid); else next.delete(gid);
      return next;
    });
  }, []);
  const clear = useCallback(() => setChosen(new Set()), []);
  return { chosen, toggle, clear };
}
