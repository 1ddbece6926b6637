/** A text of locales/ with its blanks filled in. */
export const say = (key: string, blanks?: Record<string, string | number>): string => String(shopify.i18n.translate(key, blanks));

/** A count as the merchant's language writes it. */
export const number = (count: number): string => shopify.i18n.formatNumber(count);

/** The address of a page of the app, for a link of the admin. */
export const inApp = (path: string): string => `app:${path.replace(/^\//, "")}`;
