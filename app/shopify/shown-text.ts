import { cleanText } from "#app/lib/clean-text.ts";
import { linesOfHtml } from "#app/lib/strip-html.ts";

/** Shopify's limit for a title is 255 characters. */
const LONGEST_TITLE = 255;
/** Shopify's limit for an alt text (platform §1.5). */
const LONGEST_ALT = 512;

/** A product's title as it may stand in a line of ours: whoever wrote it, it turns nothing around it and holds no control characters. */
export const shownTitle = (title: string): string => cleanText(title, LONGEST_TITLE).replaceAll("\n", " ");

/** Shopify takes up to 512 KB of a description; so much of its HTML is read, and so much of its words is kept, in characters. */
const READ_OF_DESCRIPTION = 20_000;
const LONGEST_DESCRIPTION = 1_200;

/** The words of a description, a line for each block. */
export const shownDescription = (html: string): string => cleanText(linesOfHtml(html.slice(0, READ_OF_DESCRIPTION)), LONGEST_DESCRIPTION);

/** The same for an alt text. */
export const shownAlt = (alt: string | null): string | null => alt && cleanText(alt, LONGEST_ALT).replaceAll("\n", " ");
