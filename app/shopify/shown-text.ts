import { cleanText } from "#app/lib/clean-text.ts";

/** Shopify's limit for a title is 255 characters. */
const LONGEST_TITLE = 255;
/** Shopify's limit for an alt text (platform §1.5). */
const LONGEST_ALT = 512;

/** A product's title as it may stand in a line of ours: whoever wrote it, it turns nothing around it and holds no control characters. */
export const shownTitle = (title: string): string => cleanText(title, LONGEST_TITLE).replaceAll("\n", " ");

/** The same for a text of many lines; Shopify takes up to 512 KB of it. */
export const shownText = (text: string): string => cleanText(text, 512 * 1024);

/** The same for an alt text. */
export const shownAlt = (alt: string | null): string | null => alt && cleanText(alt, LONGEST_ALT).replaceAll("\n", " ");
