/** An alt text that says what is seen, from the product's title. */
export const suggestAlt = (productTitle: string): string => `Video of ${productTitle}`.slice(0, 512);
