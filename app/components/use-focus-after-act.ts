import { useEffect, useRef, type RefObject } from "react";

/**
 * For an element with `tabIndex={-1}` that says how things stand: it takes the focus when the button that was pressed is gone after its
 * act, so that the keyboard does not start again at the top of the page. `busy` is the act under way, `state` what an act changes.
 */
export function useFocusAfterAct(busy: string | null, state: unknown): RefObject<HTMLDivElement> {
  const place = useRef<HTMLDivElement>(null);
  const acted = useRef(false);
  useEffect(() => {
    if (busy !== null) {
      acted.current = true;
    } else if (acted.current && document.activeElement === document.body) {
      acted.current = false;
      // Who clicked with a mouse stays where the page was.
      place.current?.focus({ preventScroll: true });
    }
  }, [busy, state]);
  return place;
}
