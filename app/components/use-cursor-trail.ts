import { useLocation, useNavigate } from "@remix-run/react";

export interface CursorTrail {
  /** Cursor of the page that is shown; null on the first one. */
  after: string | null;
  hasPrevious: boolean;
  previous(): void;
  next(endCursor: string): void;
}

/**
 * Paging by cursor in both directions over a list that only goes forward: `after` stands in the address, the cursors of the
 * pages before it in the history entry. A page that was opened by its address alone goes back to the first one.
 */
export function useCursorTrail(): CursorTrail {
  const location = useLocation();
  const navigate = useNavigate();
  const params = new URLSearchParams(location.search);
  const after = params.get("after");
  const before = cursorsIn(location.state);

  const go = (cursor: string | null, cursors: (string | null)[]) => {
    const next = new URLSearchParams(params);
    if (cursor === null) next.delete("after");
    else next.set("after", cursor);
    navigate({ search: `?${next}` }, { state: { before: cursors } });
  };

  return {
    after,
    hasPrevious: after !== null,
    previous: () => go(before.at(-1) ?? null, before.slice(0, -1)),
    next: (endCursor) => go(endCursor, [...before, after]),
  };
}

function cursorsIn(state: unknown): (string | null)[] {
  const before = typeof state === "object" && state !== null && "before" in state ? state.before : null;
  return Array.isArray(before) ? before.filter((cursor) => cursor === null || typeof cursor === "string") : [];
}
