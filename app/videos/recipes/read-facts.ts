import type { ProductMaterial } from "#app/shopify/shopify-admin.ts";
import { cleanProductText, cutText, quoteData } from "./prompt-text.ts";

/** What a prompt may say about a product: cleaned, capped, not yet quoted. Empty or null when the product does not say. */
export interface ProductFacts {
  title: string;
  vendor: string;
  productType: string;
  /** `"Size": "S", "M" and 3 more`: already quoted, for one line. */
  options: string;
  description: string;
  /** As it should be read: `$24.00`, `from 1,200 JPY`; null when it is zero or unknown. */
  price: string | null;
}

const caps = { title: 150, vendor: 80, type: 80, description: 900, optionName: 40, optionValue: 40, values: 12, allOptions: 800 };

/** Reads the facts. `language` (BCP 47) decides how a price is written. */
export function readFacts(product: ProductMaterial, language: string): ProductFacts {
  return {
    title: cleanProductText(product.title, caps.title) || cleanProductText(product.handle.replaceAll("-", " "), caps.title) || "this product",
    vendor: cleanProductText(product.vendor, caps.vendor),
    productType: cleanProductText(product.productType, caps.type),
    options: describeOptions(product.options),
    description: cleanProductText(product.description, caps.description),
    price: product.price && hasPrice(product) ? describePrice(product.price, language) : null,
  };
}

function describeOptions(options: ProductMaterial["options"]): string {
  const told = options.flatMap((option) => {
    // Shopify's placeholder for a product without options
    if (option.values.length === 1 && option.values[0] === "Default Title") return [];
    const name = cleanProductText(option.name, caps.optionName);
    const values = option.values.slice(0, caps.values).map((value) => cleanProductText(value, caps.optionValue)).filter(Boolean);
    if (!name || values.length === 0) return [];
    const more = option.values.length - values.length;
    return [`${quoteData(name)}: ${values.map(quoteData).join(", ")}${more > 0 ? ` and ${more} more` : ""}`];
  });
  let line = "";
  for (const [at, option] of told.entries()) {
    const next = line ? `${line}; ${option}` : option;
    if (next.length > caps.allOptions) return `${line}${line ? "; " : ""}and ${told.length - at} more ${told.length - at === 1 ? "option" : "options"}`;
    line = next;
  }
  return line;
}

/** Whether there is a price that could be shown: zero is none. */
export const hasPrice = ({ price }: Pick<ProductMaterial, "price">): boolean => price !== null && Number(price.min) > 0;

function describePrice(price: NonNullable<ProductMaterial["price"]>, language: string): string {
  const least = formatMoney(price.min, price.currencyCode, language);
  return price.max === price.min ? least : `from ${least}`;
}

/** Money as the language writes it; plain `12.00 XYZ` for what the platform has no words for. */
function formatMoney(amount: string, currency: string, language: string): string {
  try {
    const written = new Intl.NumberFormat(language, { style: "currency", currency }).format(amount as Intl.StringNumericLiteral);
    return cutText(written.replace(/[\u00A0\u202F]/g, " ").replace(/\p{Cf}/gu, ""), 40);
  } catch {
    return cutText(`${amount} ${currency}`, 40);
  }
}
