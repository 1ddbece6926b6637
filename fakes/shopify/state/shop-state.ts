// What the stand-in remembers of its shop. Written as one JSON file; times are ms since 1970, gids are Shopify's global ids.

export interface PictureRecord {
  type: "IMAGE";
  gid: string;
  /** Absolute path in the catalogue's folder. */
  file: string;
  alt: string | null;
  width: number;
  height: number;
  mimeType: string;
  createdAt: number;
  updatedAt: number;
}

export interface VideoFacts {
  width: number;
  height: number;
  durationMs: number;
}

export interface VideoRecord {
  type: "VIDEO";
  gid: string;
  filename: string;
  alt: string | null;
  mimeType: string;
  bytes: number;
  /** Name of the uploaded file in the stand-in's uploads folder. */
  upload: string;
  createdAt: number;
  updatedAt: number;
  /** When processing ends, if the bytes have been looked at by then. */
  readyAt: number;
  /** Null until the bytes have been looked at; then facts or a failure. */
  outcome: null | { facts: VideoFacts } | { code: string; message: string };
}

export type MediaRecord = PictureRecord | VideoRecord;

export interface ProductRecord {
  gid: string;
  handle: string;
  createdAt: number;
  updatedAt: number;
  /** In listing order. */
  mediaGids: string[];
}

export interface StagedTargetRecord {
  /** external_video_id of its resourceUrl. */
  id: string;
  key: string;
  method: "POST" | "PUT";
  filename: string;
  mimeType: string;
  /** Bytes announced, which the policy makes exact. */
  bytes: number;
  expiresAt: number;
  /** Bytes received, once the upload is complete. */
  uploadedBytes: number | null;
  /** The file made of it; a target makes one file. */
  usedBy: string | null;
}

export interface JobRecord {
  gid: string;
  doneAt: number;
  productGid: string;
  moves: { id: string; newPosition: number }[];
  applied: boolean;
}

export interface AccessTokenRecord {
  accessToken: string;
  kind: "offline" | "online";
  scopes: string[];
  /** Null: never. */
  expiresAt: number | null;
  refreshToken: string | null;
  refreshTokenExpiresAt: number | null;
  /** The access token that was refreshed into this one; its refresh token ends when this one is first used. */
  replaces: string | null;
}

export interface MetafieldRecord {
  gid: string;
  ownerGid: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
}

export interface LocaleRecord {
  /** As Shopify names it, e.g. pt-BR. */
  locale: string;
  name: string;
  primary: boolean;
  published: boolean;
}

export interface ShopState {
  lastId: number;
  installedAt: number;
  /** Signs upload policies. */
  uploadSecret: string;
  products: ProductRecord[];
  media: MediaRecord[];
  stagedTargets: StagedTargetRecord[];
  jobs: JobRecord[];
  tokens: AccessTokenRecord[];
  metafields: MetafieldRecord[];
  /** Missing in states from before they could be set. */
  locales?: LocaleRecord[];
}
