/** The kinds of things that the app names by Shopify's global id. */
export type GidKind = "Product" | "Video" | "MediaImage" | "ExternalVideo" | "Model3d" | "Job";

const gidPattern = /^gid:\/\/shopify\/([A-Za-z0-9]+)\/([A-Za-z0-9-]{1,64})$/;

/** Whether the text is a global id of this kind, for example `gid://shopify/Product/123`. */
export function isGid(kind: GidKind, text: string): boolean {
  return gidPattern.exec(text)?.[1] === kind;
}

/** The last part of a global id: `123` of `gid://shopify/Product/123`. Throws on anything else: a caller's bug. */
export function gidKey(gid: string): string {
  const key = gidPattern.exec(gid)?.[2];
  if (!key) throw new Error("not a global id");
  return key;
}

/** Makes a global id of what an address or an extension gave: a bare number or a whole id. Null when it is neither. */
export function toGid(kind: GidKind, text: string): string | null {
  if (/^\d{1,20}$/.test(text)) return `gid://shopify/${kind}/${text}`;
  return isGid(kind, text) ? text : null;
}
