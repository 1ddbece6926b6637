import { useEffect, useRef, useState, type RefObject } from "react";

/**
 * For a button that asks once more in its own place: whether it asks, and the box (`tabIndex={-1}`) around button and question. The question takes
 * the focus, and the button gets it back, so that the keyboard does not start again at the top of the page.
 */
export function useAskInPlace(): { asking: boolean; setAsking(asking: boolean): void; box: RefObject<HTMLDivElement> } {
  const [asking, setAsking] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const asked = useRef(false);
  useEffect(() => {
    if (asking) box.current?.focus();
    else if (asked.current) box.current?.querySelector("button")?.focus();
    asked.current = asking;
  }, [asking]);
  return { asking, setAsking, box };
}
