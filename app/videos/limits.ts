/** About what NemoVideo takes for one generation (protocol §9). */
export const EXPECTED_CREDITS = 100;
/** About what NemoVideo takes for a change of what is there (protocol §9: editing about 50). A clip made anew costs as much as the first. */
export const EXPECTED_EDIT_CREDITS = 50;
/** NemoVideo's limit for one message, in characters (protocol §7.1). */
export const PROMPT_LIMIT = 8_000;
/** Media that a product can have (platform §2.3). */
export const MEDIA_LIMIT = 250;
/** Videos that Shopify takes of one app and shop in a week, and of one shop in an hour (platform §2.3). */
export const UPLOADS_A_WEEK = 1_000;
export const UPLOADS_AN_HOUR = 200;
/** The logo of a whole shop, in bytes: it goes along with every video. */
export const SHOP_LOGO_LIMIT = 5 * 1024 * 1024;
/** NemoVideo's limit for one file, in bytes (protocol §6.1: 500 MB). */
export const FILE_LIMIT = 500 * 1024 * 1024;
