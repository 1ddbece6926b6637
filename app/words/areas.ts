/** Areas that pages need one by one: a page names its own, and a browser loads those only. */
export const pageAreas = ["batches", "home", "product", "products", "prompt", "record", "refine", "settings", "video"] as const;
export type PageArea = (typeof pageAreas)[number];

/** Areas that every page has at hand. */
export const sharedAreas: ReadonlySet<string> = new Set(["common", "frame", "units"]);

/** Areas that no browser needs: their texts reach a page as text. */
export const serverAreas: ReadonlySet<string> = new Set(["states", "steps", "requests", "limits", "quote", "publication", "shopify", "nemo", "shops", "files", "recipes", "mail", "extensions", "listing"]);

/** Address of the module with the texts of an area, beside `href` with the shared ones: both change their name together. */
export const areaAddress = (href: string, area: PageArea): string => href.replace(/\.[0-9a-f]{12}\.js$/, (end) => `.${area}${end}`);
