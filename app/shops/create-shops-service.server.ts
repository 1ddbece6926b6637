import { ExpectedError } from "#app/lib/expected-error.ts";
import { sentence, tell, type Sentence } from "#app/words/say.ts";
import { checkNemoToken, readNemoToken } from "./check-nemo-token.server.ts";
import { ensureShop } from "./ensure-shop.server.ts";
import { exportShop } from "./export-shop.server.ts";
import { findNemoAccount, lockNemoAccount, payerOf, reconnect, type NemoAccountDeps } from "./nemo-accounts.server.ts";
import { readBalanceInTime } from "./read-balance-in-time.server.ts";
import { saveShopSettings } from "./save-shop-settings.server.ts";
import { ownLanguage, shopSettings } from "./shop-settings.ts";
import type { ShopsService } from "./shops-service.ts";
import type { ShopLocales } from "./watch-shop-locales.server.ts";

export interface ShopsServiceDeps extends NemoAccountDeps {
  /** All recipes, the app's default first. */
  recipes: readonly { name: string; title: Sentence; about: Sentence; skillSource: string }[];
  locales: Pick<ShopLocales, "forget">;
  /** Whether the operator has set up e-mail. */
  sendsMail: boolean;
  /** NemoVideo's pages for people. */
  webUrl: string;
  log: { info(fields: object, text: string): void };
}

/** The row of a shop's own logo, as videos/shop-logo.server.ts keeps it. */
const liveShopLogo = { ofShop: true, videoId: null, erasedAt: null };
/** Somebody looks at the page while NemoVideo is asked, in ms. */
const PATIENCE_MS = 10_000;
/** Someone else may be waiting for a free trial meanwhile, up to half a minute (protocol §4.3), in ms. */
const LOCK_PATIENCE_MS = 60_000;

/** Puts together what the Settings page needs. */
export function createShopsService(deps: ShopsServiceDeps): ShopsService {
  const { db } = deps;
  const skillSourceOf = (recipe: string) => (deps.recipes.find(({ name }) => name === recipe) ?? deps.recipes[0])?.skillSource ?? recipe;
  const webUrl = deps.webUrl.replace(/\/+$/, "");

  return {
    async readSettings({ shop }) {
      const row = await ensureShop(db, shop);
      const [being] = await db.$queryRaw<{ made: number }[]>`SELECT count(*)::int AS made FROM "Video" WHERE shop = ${shop} AND status IN ('queued', 'making')`;
      const videosBeingMade = being?.made ?? 0;
      const payer = payerOf(row, deps.operatorToken);
      const bind = payer === "trial" && row.nemoUserId ? `?bind=${encodeURIComponent(row.nemoUserId)}` : "";
      return {
        account: { payer, afterDisconnect: deps.operatorToken ? "operator" : "trial", registerUrl: `${webUrl}/register${bind}`, topUpUrl: webUrl, videosBeingMade },
        defaults: shopSettings(row),
        shopLanguage: ownLanguage(row.locales),
        sendsMail: deps.sendsMail,
        logo: await db.merchantFile.findFirst({ where: { shop, ...liveShopLogo }, orderBy: { createdAt: "desc" }, select: { filename: true, bytes: true } }),
        recipes: deps.recipes.map(({ name, title, about }) => ({ name, title: tell(title), about: tell(about) })),
      };
    },

    async saveSettings({ shop, settings }) {
      await ensureShop(db, shop);
      await saveShopSettings(db, { shop, settings, recipes: deps.recipes.map(({ name }) => name) });
    },

    async connectNemo({ shop, nemoToken: pasted }) {
      const nemoToken = readNemoToken(pasted);
      const { recipe } = shopSettings(await ensureShop(db, shop));
      const balance = await checkNemoToken(deps.nemo, { nemoToken, skillSource: skillSourceOf(recipe), patienceMs: PATIENCE_MS });
      await db.$transaction(async (tx) => {
        await lockNemoAccount(tx, shop);
        await tx.shop.update({ where: { domain: shop }, data: { nemoAccountKind: "own", nemoTokenSealed: deps.secrets.seal(nemoToken), nemoUserId: null } });
      }, { timeout: LOCK_PATIENCE_MS, maxWait: LOCK_PATIENCE_MS });
      deps.log.info({ shop }, "NemoVideo account connected");
      return balance;
    },

    async testNemo({ shop }) {
      const row = await ensureShop(db, shop);
      const payer = payerOf(row, deps.operatorToken);
      if (payer === "none") throw noAccount();
      try {
        const account = await findNemoAccount(deps, shop, skillSourceOf(shopSettings(row).recipe));
        if (!account) throw noAccount();
        return await readBalanceInTime(deps.nemo, account, PATIENCE_MS);
      } catch (error) {
        throw error instanceof ExpectedError ? testFailed(error, payer) : error;
      }
    },

    async disconnectNemo({ shop }) {
      const { count } = await db.shop.updateMany({ where: { domain: shop, nemoAccountKind: "own" }, data: { nemoAccountKind: null, nemoTokenSealed: null, nemoUserId: null } });
      if (count > 0) deps.log.info({ shop }, "NemoVideo account disconnected");
    },

    permissionsChanged: (o) => deps.locales.forget(o),

    exportShop: ({ shop }) => exportShop(db, { shop, now: new Date() }),
  };
}

const noAccount = () =>
  new ExpectedError({ code: "nemo.no_account", message: "no NemoVideo account to test", charged: "no", retryable: false, merchantMessage: sentence("shops.no_account") });

/** Says what to do on the Settings page itself; a test is not repeated by itself, so no sentence may say so. */
function testFailed(cause: ExpectedError, payer: "own" | "operator" | "trial"): ExpectedError {
  const refused = cause.code === "nemo.token_refused" || cause.code === "nemo.reconnect";
  if (refused && payer !== "own") return reconnect(cause, payer);
  const says = refused ? sentence("shops.test_refused")
    : cause.retryable ? sentence("shops.test_no_answer") : cause.sentence;
  return new ExpectedError({ code: refused ? "nemo.reconnect" : cause.code, message: cause.message, cause, charged: "no", retryable: cause.retryable, merchantMessage: says });
}
