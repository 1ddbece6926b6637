/** A short confirmation in the admin's own place for it. Never for errors: those stay on the page, near their cause. */
export function showToast(text: string): void {
  // Absent only where App Bridge is not loaded (yet); a lost confirmation is no loss, the page shows the result.
  (globalThis as { shopify?: { toast?: { show(text: string): void } } }).shopify?.toast?.show(text);
}
