/** How long things are kept, in days. The table of docs/privacy.md says the same, and a test compares them. */
export const retentionDays = {
  /** Shopify delivers again for hours, not for days. */
  webhookDeliveries: 7,
  /** The list of steps of a video. */
  videoEvents: 180,
  /** A shop that was removed and for which Shopify's request to erase it never came. */
  uninstalledShops: 30,
  /** How fast an account was asked lately. */
  paces: 30,
  /** Files that no row knows: left by a process that died between disk and database. */
  strayFiles: 1,
} as const;
