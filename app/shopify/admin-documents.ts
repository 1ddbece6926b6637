// Every GraphQL document of the app, and nothing else: a test validates each export against Shopify's 2026-10 schema, refuses
// deprecated fields, and fails when a document appears in another file. The schema of the stand-in is pruned from these exports.

/** One page of the product list, newest change first. `query` is Shopify's search syntax (build-product-search.ts). */
export const productsPage = /* GraphQL */ `
  query ProductsPage($first: Int!, $after: String, $query: String) {
    products(first: $first, after: $after, query: $query, sortKey: UPDATED_AT, reverse: true) {
      nodes {
        id
        title
        handle
        status
        featuredMedia { preview { image { url(transform: { maxWidth: 160, maxHeight: 160 }) altText } } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

/**
 * The facts and pictures that a video is made from. Pictures as JPG of at most 2048 px a side, which is what the provider takes
 * best. `mediaCount` is missing from Shopify's `unstable` version (platform §1.2): replace it when the version moves past 2026-10.
 */
const productMaterial = `id
      title
      handle
      status
      vendor
      productType
      description(truncateAt: 1200)
      options(first: 10) { name values }
      priceRangeV2 { minVariantPrice { amount currencyCode } maxVariantPrice { amount currencyCode } }
      updatedAt
      mediaCount { count }
      images: media(first: 20, query: "media_type:IMAGE", sortKey: POSITION) {
        nodes {
          id
          alt
          status
          ... on MediaImage {
            image { width height url(transform: { maxWidth: 2048, maxHeight: 2048, preferredContentType: JPG }) }
          }
        }
      }`;

/** One product with what a video is made from, and the videos that it has. */
export const productForVideo = /* GraphQL */ `
  query ProductForVideo($id: ID!) {
    product(id: $id) {
      ${productMaterial}
      videos: media(first: 20, query: "media_type:VIDEO", sortKey: POSITION) {
        nodes {
          id
          alt
          status
          mediaContentType
          preview { image { url(transform: { maxWidth: 640, maxHeight: 640 }) } }
          ... on Video { filename sources { url mimeType width height } }
        }
      }
    }
  }
`;

/** The same of many products, without their videos: about 50 points each of the 1,000 that a query may cost (platform §3). */
export const productsForVideo = /* GraphQL */ `
  query ProductsForVideo($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      ... on Product {
      ${productMaterial}
      }
    }
  }
`;

/** One page of all media in listing order. 50 a page: 250 at once would ask for more than the 1,000 points of a query (platform §3). */
export const productMediaPage = /* GraphQL */ `
  query ProductMediaPage($id: ID!, $after: String) {
    product(id: $id) {
      id
      media(first: 50, after: $after, sortKey: POSITION) {
        nodes {
          id
          alt
          status
          mediaContentType
          preview { image { url(transform: { maxWidth: 640, maxHeight: 640 }) } }
          ... on Video { filename sources { url mimeType width height } }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`;

/** Reserves a place for one upload. */
export const stagedVideoUpload = /* GraphQL */ `
  mutation StagedVideoUpload($input: [StagedUploadInput!]!) {
    stagedUploadsCreate(input: $input) {
      stagedTargets { url resourceUrl parameters { name value } }
      userErrors { field message }
    }
  }
`;

/** Makes a file of an uploaded target. Not idempotent: each call makes another video (platform §7). */
export const createVideoFile = /* GraphQL */ `
  mutation CreateVideoFile($files: [FileCreateInput!]!) {
    fileCreate(files: $files) {
      files { __typename id fileStatus }
      userErrors { code field message }
    }
  }
`;

/** Adds or removes references of a file to products. */
export const updateFiles = /* GraphQL */ `
  mutation UpdateFiles($files: [FileUpdateInput!]!) {
    fileUpdate(files: $files) {
      files { id fileStatus }
      userErrors { code field message }
    }
  }
`;

/** The newest files that a search finds. */
export const filesByName = /* GraphQL */ `
  query FilesByName($query: String!) {
    files(first: 10, query: $query, sortKey: CREATED_AT, reverse: true) {
      nodes { __typename id fileStatus ... on Video { filename } }
    }
  }
`;

/** Where Shopify stands with our files. */
export const fileStatus = /* GraphQL */ `
  query FileStatus($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      id
      ... on Video { fileStatus fileErrors { code } }
    }
  }
`;

/** Moves media of a product to absolute zero-based positions. */
export const moveMedia = /* GraphQL */ `
  mutation MoveMedia($id: ID!, $moves: [MoveInput!]!) {
    productReorderMedia(id: $id, moves: $moves) {
      job { id done }
      mediaUserErrors { code field message }
    }
  }
`;

/** Whether Shopify's own work behind `moveMedia` is done. */
export const jobDone = /* GraphQL */ `
  query JobDone($id: ID!) {
    job(id: $id) { id done }
  }
`;

/** The shop, its plan (which limits hosted videos) and the scopes that were granted. */
export const shopAndInstallation = /* GraphQL */ `
  query ShopAndInstallation {
    shop {
      name
      myshopifyDomain
      currencyCode
      ianaTimezone
      plan { publicDisplayName partnerDevelopment shopifyPlus }
    }
    currentAppInstallation { accessScopes { handle } }
  }
`;

/**
 * The plan, and one page of the files that take a place of it: videos and 3D models. There is no count of files in the schema, so the
 * ids are counted, 250 a page. `$query` is built by count-hosted-videos.server.ts.
 */
export const videoRoom = /* GraphQL */ `
  query VideoRoom($after: String, $query: String!) {
    shop { plan { publicDisplayName } }
    files(first: 250, after: $after, query: $query, sortKey: ID) {
      nodes { id }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

/** The languages of the shop. Needs the scope read_locales or read_markets_home (platform §1.3), which is not always granted. */
export const shopLanguages = /* GraphQL */ `
  query ShopLanguages {
    shopLocales { locale primary published }
  }
`;

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
