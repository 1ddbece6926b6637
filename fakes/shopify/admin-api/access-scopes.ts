import { GraphQLError } from "graphql";

// One of these is needed per root field or type (platform §1.3, from Shopify's own `requiredAccess`).
const PRODUCTS_READ = ["read_products"];
const FILES_READ = ["read_files", "read_themes"];
const FILES_WRITE = ["write_files", "write_themes"];
const NEEDED: Record<string, string[]> = {
  "QueryRoot.product": PRODUCTS_READ, "QueryRoot.products": PRODUCTS_READ, "QueryRoot.productsCount": PRODUCTS_READ,
  "QueryRoot.productByIdentifier": PRODUCTS_READ, "QueryRoot.files": FILES_READ, "QueryRoot.shopLocales": ["read_locales", "read_markets_home"],
  "Mutation.productUpdate": ["write_products"], "Mutation.productReorderMedia": ["write_products"], "Mutation.productDeleteMedia": ["write_products"],
  "Mutation.fileCreate": FILES_WRITE, "Mutation.fileUpdate": FILES_WRITE, "Mutation.fileDelete": ["write_files"],
  "Video.fileErrors": FILES_READ, "MediaImage.fileErrors": FILES_READ,
};

/** Scopes that a grant means: write implies read. */
export function impliedScopes(granted: string[]): string[] {
  return [...new Set(granted.flatMap((scope) => (scope.startsWith("write_") ? [scope, scope.replace("write_", "read_")] : [scope])))];
}

/** Throws Shopify's ACCESS_DENIED when the token's scopes do not cover the field. */
export function requireAccess(typeName: string, fieldName: string, granted: string[]) {
  const needed = NEEDED[`${typeName}.${fieldName}`];
  if (needed) requireScopes(fieldName, needed, granted);
}

/** The same for what depends on an argument: one of `needed` must be granted. */
export function requireScopes(fieldName: string, needed: string[], granted: string[]) {
  if (needed.some((scope) => impliedScopes(granted).includes(scope))) return;
  const requiredAccess = `${needed.map((scope) => `\`${scope}\``).join(" or ")} access scope.`;
  throw new GraphQLError(`Access denied for ${fieldName} field. Required access: ${requiredAccess}`, {
    extensions: { code: "ACCESS_DENIED", documentation: "https://shopify.dev/api/usage/access-scopes", requiredAccess },
  });
}
