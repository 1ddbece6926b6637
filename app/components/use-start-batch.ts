import type { FetcherWithComponents } from "@remix-run/react";
import { useCallback, useRef } from "react";
import type { BatchSelection } from "#app/videos/batches/batch-view.ts";

/**
 * Hands a choice of products in and goes to the batch's page, where nothing is spent before the merchant starts it. The same choice sent
 * again, after a click that seemed lost, finds the batch of the first time.
 */
export function useStartBatch(fetcher: FetcherWithComponents<unknown>): { busy: boolean; start(selection: BatchSelection): void } {
  const last = useRef<{ selection: string; requestKey: string } | null>(null);
  const busy = fetcher.state !== "idle";
  const start = useCallback(
    (chosen: BatchSelection) => {
      // By number, and as text: a form holds no lists, and 10,000 of them have to fit.
      const selection = JSON.stringify(chosen.kind === "hand" ? { kind: "hand", products: chosen.productGids.map((gid) => gid.split("/").at(-1)) } : chosen);
      if (last.current?.selection !== selection) last.current = { selection, requestKey: crypto.randomUUID() };
      fetcher.submit({ selection, requestKey: last.current.requestKey }, { method: "post", action: "/app/batches?index" });
    },
    [fetcher],
  );
  return { busy, start };
}
