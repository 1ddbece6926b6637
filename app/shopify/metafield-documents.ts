// The GraphQL documents about metafields. The rest, and what holds for all: admin-documents.ts.

/** Writes metafields, all or none of them. A `compareDigest` of null writes only where there is none yet. */
export const setMetafields = /* GraphQL */ `
  mutation SetMetafields($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      userErrors { code field message }
    }
  }
`;

/** Deletes metafields; one that is not there is no error. */
export const deleteMetafields = /* GraphQL */ `
  mutation DeleteMetafields($metafields: [MetafieldIdentifierInput!]!) {
    metafieldsDelete(metafields: $metafields) {
      userErrors { field message }
    }
  }
`;
