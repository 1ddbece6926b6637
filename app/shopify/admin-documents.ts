// The GraphQL documents of the app, with selection-documents.ts and metafield-documents.ts, and nothing else: a test validates each export against Shopify's 2026-10
// schema, refuses deprecated fields, and fails when a document appears in another file. The schema of the stand-in is pruned from them.

const listedProduct = `id
        title
        handle
        status
        featuredMedia { preview { image { url(transform: { maxWidth: 160, maxHeight: 160 }) altText } } }`;

/** One page of the product list, newest change first. `query` is Shopify's search syntax (build-list-search.ts). */
export const productsPage = /* GraphQL */ `
  query ProductsPage($first: Int!, $after: String, $query: String) {
    products(first: $first, after: $after, query: $query, sortKey: UPDATED_AT, reverse: true) {
      nodes {
        ${listedProduct}
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

/** The same with whether a product has any video at all: Shopify has no search for those that have none. */
export const productsPageWithVideos = /* GraphQL */ `
  query ProductsPageWithVideos($first: Int!, $after: String, $query: String) {
    products(first: $first, after: $after, query: $query, sortKey: UPDATED_AT, reverse: true) {
      nodes {
        ${listedProduct}
        videos: media(first: 1, query: "media_type:VIDEO OR media_type:EXTERNAL_VIDEO") { nodes { id } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

/** Rows of the product list by their ids. */
export const listedProductsById = /* GraphQL */ `
  query ListedProductsById($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      ... on Product {
        ${listedProduct}
      }
    }
  }
`;

const pictureNodes = `nodes {
          id
          alt
          status
          ... on MediaImage {
            image { width height url(transform: { maxWidth: 2048, maxHeight: 2048, preferredContentType: JPG }) }
          }
        }
        pageInfo { hasNextPage endCursor }`;

/**
 * The facts and pictures that a video is made from. The description as HTML: Shopify's plain one runs its lines together. Pictures as JPG of at most 2048 px a side, which is what the provider takes
 * best. `mediaCount` is missing from Shopify's `unstable` version (platform §1.2): replace it when the version moves past 2026-10.
 */
const materialWith = (pictures: string) => `id
      title
      handle
      status
      vendor
      productType
      descriptionHtml
      options(first: 10) { name values }
      priceRangeV2 { minVariantPrice { amount currencyCode } maxVariantPrice { amount currencyCode } }
      updatedAt
      mediaCount { count }
      images: media(first: ${pictures}, query: "media_type:IMAGE", sortKey: POSITION) {
        ${pictureNodes}
      }`;
const productMaterial = materialWith("20");

/** Eight pictures are all that most products have: 24 points. The others follow with `productPictures`. */
export const productForRequest = /* GraphQL */ `
  query ProductForRequest($id: ID!) {
    product(id: $id) {
      ${materialWith("8")}
    }
  }
`;

/** The pictures after those: as many as make up the twenty that are read of any product. */
export const productPictures = /* GraphQL */ `
  query ProductPictures($id: ID!, $after: String!) {
    product(id: $id) {
      images: media(first: 12, after: $after, query: "media_type:IMAGE", sortKey: POSITION) {
        ${pictureNodes}
      }
    }
  }
`;

/** Whether a product is there and how many media it has, 2 points. */
export const productMediaCount = /* GraphQL */ `
  query ProductMediaCount($id: ID!) {
    product(id: $id) { id mediaCount { count } }
  }
`;

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

/**
 * One page of a product's media in listing order, by their ids alone: 1 point each, so that all 250 fit into one question of 254 points.
 * `$first` is what the product is expected to have and a few more.
 */
export const productMediaIds = /* GraphQL */ `
  query ProductMediaIds($id: ID!, $first: Int!, $after: String) {
    product(id: $id) {
      id
      media(first: $first, after: $after, sortKey: POSITION) {
        nodes { id }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`;

/** The last of a product's media and how many there are: whether a file that was added stands at the end. 5 points. */
export const productMediaEnd = /* GraphQL */ `
  query ProductMediaEnd($id: ID!) {
    product(id: $id) {
      id
      mediaCount { count }
      media(first: 1, sortKey: POSITION, reverse: true) { nodes { id } }
    }
  }
`;

/** Where Shopify stands with our files, and the media ids of one product, in one question. */
export const fileStatusAndMedia = /* GraphQL */ `
  query FileStatusAndMedia($ids: [ID!]!, $id: ID!, $first: Int!) {
    nodes(ids: $ids) {
      __typename
      id
      ... on Video { fileStatus fileErrors { code } }
    }
    product(id: $id) {
      id
      media(first: $first, sortKey: POSITION) {
        nodes { id }
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
 * ids are counted, a point each: `$first` is about what is expected. `$query` is built by count-hosted-videos.server.ts.
 */
export const videoRoom = /* GraphQL */ `
  query VideoRoom($first: Int!, $after: String, $query: String!) {
    shop { plan { publicDisplayName } }
    files(first: $first, after: $after, query: $query, sortKey: ID) {
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
