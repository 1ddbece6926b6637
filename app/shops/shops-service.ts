// What routes may ask about a shop itself. Types only; put together in services.server.ts.
import type { ShopSettings } from "./shop-settings.ts";

/** What the Settings page shows. No secret is in it, nor a part of one. */
export interface SettingsView {
  account: {
    /** Whose credits are used: the shop's own account, the operator's, the free trial; none before the first video. */
    payer: "own" | "operator" | "trial" | "none";
    /** What takes over when the own account is disconnected. */
    afterDisconnect: "operator" | "trial";
    /** Where an account is made; during a trial the address carries the trial over into it (protocol §3.3). */
    registerUrl: string;
    topUpUrl: string;
    /** Videos that still need their account. */
    videosBeingMade: number;
  };
  defaults: ShopSettings;
  /** What the shop's own language is; null when Shopify did not tell. */
  shopLanguage: string | null;
  /** Whether the operator has set up e-mail. */
  sendsMail: boolean;
  /** The logo of the whole shop. */
  logo: ShopLogoView | null;
  /** All recipes, the app's default first. */
  recipes: { name: string; title: string; about: string }[];
}

/** The logo that videos of the shop use, unless a request brings its own. */
export interface ShopLogoView {
  /** The name under which NemoVideo gets it. */
  filename: string;
  bytes: number;
}

/** Credits that can be spent, and credits held back for running work; null what NemoVideo did not tell. */
export interface TestedBalance {
  available: number | null;
  frozen: number | null;
}

/** Every function takes the shop first and touches no other one. */
export interface ShopsService {
  readSettings(o: { shop: string }): Promise<SettingsView>;
  /** Throws ExpectedError `settings.recipe`, `settings.language` or another, named after the field that is wrong; then nothing is saved. */
  saveSettings(o: { shop: string; settings: ShopSettings }): Promise<void>;
  /**
   * Stores the merchant's own token, sealed, after NemoVideo took it for a look at the balance. Throws ExpectedError `settings.token_form`,
   * `settings.token_refused`, `settings.token_scope`, `settings.token_unchecked`; then nothing is stored.
   */
  connectNemo(o: { shop: string; nemoToken: string }): Promise<TestedBalance>;
  /** Asks NemoVideo for the balance of the account in use. Throws ExpectedError; never makes a trial account. */
  testNemo(o: { shop: string }): Promise<TestedBalance>;
  /** Forgets the shop's own token. Nothing happens when there is none. */
  disconnectNemo(o: { shop: string }): Promise<void>;
  /** The merchant permits something else than before: what only a permission tells is asked for again. */
  permissionsChanged(o: { shop: string }): Promise<void>;
  /** Everything that is kept of the shop, as the text of one JSON object in pieces; no token is in it. */
  exportShop(o: { shop: string }): AsyncIterable<string>;
}
