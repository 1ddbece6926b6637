import { useCallback, type KeyboardEvent } from "react";

/** Rows that the keys walk over carry this attribute and `tabIndex={-1}`. */
export const ROW = "data-row";

/**
 * j and k walk over the rows of a list, other letters act on the one that has the focus. Only while the focus is inside the list (WCAG 2.1.4),
 * never in a field, never with Ctrl, Alt or Meta; Tab goes in and out as everywhere.
 */
export function useRowKeys(acts: Record<string, (rowKey: string) => void>): (event: KeyboardEvent<HTMLElement>) => void {
  return useCallback(
    (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || isField(event.target)) return;
      const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(`[${ROW}]`)];
      const at = rows.findIndex((row) => row.contains(document.activeElement));
      const step = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
      if (step !== 0) {
        event.preventDefault();
        const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))];
        next?.focus();
        next?.scrollIntoView({ block: "nearest" });
        return;
      }
      const key = rows[at]?.getAttribute(ROW);
      const act = acts[event.key];
      if (!act || !key) return;
      event.preventDefault();
      act(key);
    },
    [acts],
  );
}

const isField = (target: EventTarget): boolean => target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
