const prefix = "gid://shopify/Product/";

/** Path of a product's page in this app. Takes the product's global id; addresses carry its number only. */
export const productPath = (productGid: string): string => `/app/products/${productGid.slice(prefix.length)}`;

/** Global id of the product that an address names, or null when the address holds no number. */
export const productGidOf = (number: string | undefined): string | null => (number && /^\d{1,20}$/.test(number) ? `${prefix}${number}` : null);
