// GraphQL documents that choose and judge many products at once. The rest, and what holds for both: admin-documents.ts.

/** What decides whether a product can have a video, 3 points each: a first medium that is no picture is looked into apart. */
const lightProduct = `id
        title
        status
        mediaCount { count }
        featuredMedia { mediaContentType }`;

/** Fifty products of the list for a batch, oldest first, so that what changes meanwhile does not move between the pages. */
export const batchProductsPage = /* GraphQL */ `
  query BatchProductsPage($after: String, $query: String) {
    products(first: 50, after: $after, query: $query, sortKey: CREATED_AT) {
      nodes {
        ${lightProduct}
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

/** The same with whether a product has any video at all, 6 points each. */
export const batchProductsWithVideos = /* GraphQL */ `
  query BatchProductsWithVideos($after: String, $query: String) {
    products(first: 50, after: $after, query: $query, sortKey: CREATED_AT) {
      nodes {
        ${lightProduct}
        videos: media(first: 1, query: "media_type:VIDEO OR media_type:EXTERNAL_VIDEO") { nodes { id } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

/** Fifty products of a collection, in the order in which they came into it. */
export const batchCollectionPage = /* GraphQL */ `
  query BatchCollectionPage($id: ID!, $after: String) {
    collection(id: $id) {
      id
      products(first: 50, after: $after, sortKey: CREATED) {
        nodes {
          ${lightProduct}
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`;

/** Up to fifty products that were chosen by hand. */
export const batchProductsById = /* GraphQL */ `
  query BatchProductsById($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      ... on Product {
        ${lightProduct}
      }
    }
  }
`;

/** One page of the shop's collections. */
export const collectionsPage = /* GraphQL */ `
  query CollectionsPage($first: Int!, $after: String, $query: String) {
    collections(first: $first, after: $after, query: $query, sortKey: TITLE) {
      nodes { id title productsCount { count } }
      pageInfo { hasNextPage endCursor }
    }
  }
`;
