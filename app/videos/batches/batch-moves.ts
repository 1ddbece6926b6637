import type { BatchView } from "./batch-view.ts";

/** Whether a batch may change without a person's doing: a page then keeps looking. */
export const moves = ({ status, counts }: Pick<BatchView, "status" | "counts">): boolean =>
  status === "gathering" || status === "running" || counts.making + counts.publishing + counts.withdrawing > 0;
