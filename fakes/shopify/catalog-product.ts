/** One product as a merchant's catalogue file describes it. */
export interface CatalogProduct {
  handle: string;
  title: string;
  bodyHtml: string;
  vendor: string;
  /** Full name of the taxonomy category, e.g. "Home & Garden > Kitchen"; empty when none. */
  category: string;
  productType: string;
  tags: string[];
  status: "ACTIVE" | "DRAFT" | "ARCHIVED" | "UNLISTED";
  options: { name: string; values: string[] }[];
  variants: { sku: string; price: string; compareAtPrice: string | null; optionValues: string[] }[];
  pictures: CatalogPicture[];
}

export interface CatalogPicture {
  /** Absolute path. */
  file: string;
  alt: string | null;
  /** px */
  width: number;
  /** px */
  height: number;
  mimeType: string;
}

/** What is wrong with a catalogue file, in one sentence for the person who wrote it. */
export class CatalogError extends Error {
  override name = "CatalogError";
}
