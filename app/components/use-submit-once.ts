import { useCallback, useEffect, useRef } from "react";
import type { FetcherWithComponents } from "@remix-run/react";

/**
 * Submits by POST to the page's own action, and drops every further call until the answer is there: two clicks in one frame come before
 * the button can show that it is busy. The server guards as well; this only spares the question.
 */
export function useSubmitOnce(fetcher: FetcherWithComponents<unknown>): (fields: Record<string, string>) => void {
  const busy = useRef(false);
  useEffect(() => {
    if (fetcher.state === "idle") busy.current = false;
  }, [fetcher.state, fetcher.data]);
  return useCallback(
    (fields) => {
      if (busy.current) return;
      busy.current = true;
      fetcher.submit(fields, { method: "post" });
    },
    [fetcher],
  );
}
