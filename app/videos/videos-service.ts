// What routes may ask of the domain. Types only; put together in services.server.ts.
import type { OpenKeptFile } from "#app/files/kept-files.ts";
import type { ProductForVideo, ProductListQuery, ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import type { ChosenOptions } from "./choices.ts";
import type { ListedPage } from "./product-list/listed-page.ts";
import type { ProductFilter } from "./product-list/product-filters.ts";
import type { RemovalView } from "./removal/removal-view.ts";
import type { SelectionPlan } from "./selection-plan.ts";
import type { ConversationView, FreeAnswer } from "./versions/conversation-view.ts";
import type { VideoPlanView, VideoRowView, VideoView } from "./video-view.ts";

export interface ProductPageView {
  product: ProductForVideo;
  plan: VideoPlanView;
  /** All recipes, the default first. */
  recipes: { name: string; title: string; about: string }[];
  /** What the merchant chose and wrote for this product and recipe the last time. */
  kept: { chosen: ChosenOptions; prompt: string | null; promptFrom: string | null };
  /** Footage and logo that wait for the next video. */
  files: MerchantFileView[];
  /** Name of the whole shop's logo, for a product that has none of its own. */
  shopLogo: string | null;
  /** BCP 47 tags of the languages that the shop is published in, its own first; none where Shopify did not tell. */
  shopLanguages: string[];
  /** All videos of this product, newest first. */
  videos: VideoRowView[];
  /** The video that stands in the way of a second request, if one is on its way or waits for approval. */
  current: VideoRowView | null;
  credits: { available: number | null; frozen: number | null } | null;
}

/** A merchant's own file, as a page shows it. */
export interface MerchantFileView {
  id: string;
  kind: "footage" | "logo";
  filename: string;
  bytes: number;
  seconds: number | null;
}

export interface HomeView {
  needsYou: VideoRowView[];
  making: VideoRowView[];
  recent: VideoRowView[];
  /** A video was on a product once, also when it is off again: nobody needs to be shown how. */
  knowsTheWay: boolean;
  credits: { available: number | null; frozen: number | null } | null;
}

/** Every function takes the shop first and never answers for another one: a foreign id is null or `video.not_found`. */
export interface VideosService {
  /** A page of the product list; `filter` is "all" unless given, `narrow` counts where Shopify makes the page (product-filters.ts). */
  listProducts(o: { shop: string; admin: ShopifyAdmin; search: string; after: string | null; filter?: ProductFilter; narrow?: ProductListQuery["narrow"] }): Promise<ListedPage>;
  /** Null when the product does not exist. `recipe` falls back to the shop's default. */
  productPage(o: { shop: string; admin: ShopifyAdmin; productGid: string; recipe: string | null }): Promise<ProductPageView | null>;
  /** The plan with these choices; nothing is kept. Null when the product does not exist. */
  planVideo(o: { shop: string; admin: ShopifyAdmin; productGid: string; recipe: string; chosen: ChosenOptions }): Promise<VideoPlanView | null>;
  /**
   * Takes in footage or a logo for the product's next video, at constant memory. `announcedBytes` null when the sender did not say.
   * A half file leaves nothing behind. Throws ExpectedError `video.file_*` with the accepted formats or the limit, `video.product_gone`.
   */
  receiveFile(o: { shop: string; admin: Pick<ShopifyAdmin, "getProduct">; productGid: string; kind: "footage" | "logo"; filename: string; body: ReadableStream<Uint8Array>; announcedBytes: number | null; signal: AbortSignal }): Promise<MerchantFileView>;
  /**
   * Takes in the logo of the whole shop, in the place of one that was there; videos on their way keep theirs. Throws ExpectedError `video.file_type`,
   * `video.file_too_large` (5 MB), `video.files_full`, `video.file_broken`.
   */
  receiveShopLogo(o: { shop: string; filename: string; body: ReadableStream<Uint8Array>; announcedBytes: number | null; signal: AbortSignal }): Promise<MerchantFileView>;
  /** Forgets the logo of the whole shop; true when there was one. */
  dropShopLogo(o: { shop: string }): Promise<boolean>;
  /** Erases a file that no video has taken yet; true when there was one. */
  dropFile(o: { shop: string; productGid: string; fileId: string }): Promise<boolean>;
  /**
   * One paid decision. `chosen` and `prompt` null take what was kept from the last time, else the recipe's own. When a video of the product is on its way or waits for
   * approval, its id comes back with `already: true` and nothing new is begun. Throws ExpectedError.
   */
  requestVideo(o: { shop: string; admin: ShopifyAdmin; productGid: string; recipe: string | null; chosen?: ChosenOptions | null; prompt: string | null; requestedBy: string | null }): Promise<{ videoId: string; already: boolean }>;
  /** What a selection of products would come to: who gets a video, who is left out and why, and the credits. */
  planSelection(o: { shop: string; admin: ShopifyAdmin; productGids: string[] }): Promise<SelectionPlan>;
  /**
   * One more paid message in the project of a video: a newer version by the merchant's words, or the answer to NemoVideo's question. While a newer version is on its way its
   * id comes back with `already: true` and nothing is sent. Throws ExpectedError.
   */
  refineVideo(o: { shop: string; videoId: string; text: string; requestedBy: string | null }): Promise<{ videoId: string; already: boolean }>;
  /** The versions of a video, what was said for them, and what can be said next. Null when there is no such video. */
  conversation(o: { shop: string; videoId: string }): Promise<ConversationView | null>;
  /** The free answer to words that need no message to NemoVideo; null when they are for NemoVideo, or there is no such video. */
  answerWords(o: { shop: string; videoId: string; text: string }): Promise<FreeAnswer | null>;
  getVideo(o: { shop: string; videoId: string }): Promise<VideoView | null>;
  /**
   * `place`: "last", "second" or a zero-based number as text. Also publishes again what was on the product before. An older video of ours there is
   * replaced unless `replace` is false. Throws ExpectedError.
   */
  approveVideo(o: { shop: string; videoId: string; approvedBy: string | null; place: string; alt: string; replace?: boolean }): Promise<void>;
  /** Sends a published video on its way off the product; free. An older one whose place it took comes back. Throws ExpectedError. */
  undoVideo(o: { shop: string; videoId: string; undoneBy: string | null }): Promise<void>;
  /** Gives up an undo that stopped on its way and leaves everything as it is. */
  leaveUndo(o: { shop: string; videoId: string }): Promise<void>;
  /** Sends all published videos of the shop on their way off, a few at a time. Throws ExpectedError. */
  removeAllVideos(o: { shop: string; askedBy: string | null }): Promise<void>;
  /** How many videos are on products, and how far removing them all has come. */
  readRemoval(o: { shop: string }): Promise<RemovalView>;
  discardVideo(o: { shop: string; videoId: string }): Promise<void>;
  cancelVideo(o: { shop: string; videoId: string }): Promise<void>;
  /** Tries the free part again (looking, rendering, fetching, publishing); never sends a message. */
  retryVideo(o: { shop: string; videoId: string }): Promise<void>;
  /** A link to the video's project at NemoVideo, asked for afresh; null when it cannot be had. Throws ExpectedError. */
  projectLink(o: { shop: string; videoId: string }): Promise<string | null>;
  home(o: { shop: string }): Promise<HomeView>;
  /** The kept copy behind a signed link of VideoView.player.url; null when the link is wrong or out of date. */
  openKeptFile(o: { videoId: string; expires: string; signature: string }): Promise<OpenKeptFile | null>;
  /** After the platform said so: stops work and forgets the account's secrets; the rest goes with shop/redact. */
  uninstallShop(o: { shop: string }): Promise<void>;
  /** Everything of the shop is gone afterwards: rows, kept files, auth sessions. */
  redactShop(o: { shop: string }): Promise<void>;
  /** Shopify said that a product changed. False for a delivery that was seen before. */
  noteProductChange(o: { webhookId: string; topic: string; shop: string; productGid: string }): Promise<boolean>;
  /** True the first time a delivery is seen. */
  takeWebhook(o: { webhookId: string; topic: string; shop: string }): Promise<boolean>;
}
