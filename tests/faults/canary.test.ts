// Canaries in every secret place. After good runs and bad ones none of them may be found anywhere but where it belongs.
import { inspect } from "node:util";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { Session } from "@shopify/shopify-app-remix/server";
import { Dispatcher } from "undici";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { sealSessionStorage } from "#app/shops/seal-session-storage.server.ts";
import { NEMO_TOKEN, openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";

const OFFLINE = "shpat_canary_offline_5d1f";
const REFRESH = "shprt_canary_refresh_5d1f";
const urls: string[] = [];

/** Notes every address that is asked for, query and all. */
class Noting extends Dispatcher {
  readonly #usual: Dispatcher;
  constructor(usual: Dispatcher) {
    super();
    this.#usual = usual;
  }
  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    urls.push(`${String(options.origin)}${options.path}`);
    return this.#usual.dispatch(options, handler);
  }
  override async close(): Promise<void> {}
  override async destroy(): Promise<void> {}
}

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop({
    operatorToken: null, film: { size: 128, fps: 4 },
    nemoOptions: ({ dispatcher, downloadDispatcher }) => ({ dispatcher: new Noting(dispatcher), downloadDispatcher: new Noting(downloadDispatcher) }),
  });
  const storage = sealSessionStorage({ open: () => new PrismaSessionStorage(shop.db), box: shop.secrets, onUnreadable: () => expect.fail("unreadable") });
  await storage.storeSession(new Session({ id: `offline_${SHOP}`, shop: SHOP, state: "", isOnline: false, scope: "read_products", accessToken: OFFLINE, refreshToken: REFRESH }));
});
afterAll(async () => {
  await shop?.close();
});

/** Every row of every table, as text. */
async function dumpDatabase(): Promise<string> {
  const tables = await shop.db.$queryRaw<{ schema: string; name: string }[]>`
    SELECT table_schema::text AS schema, table_name::text AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`;
  expect(tables.length).toBeGreaterThan(8);
  const rows = await Promise.all(tables.map(({ schema, name }) => shop.db.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM "${schema}"."${name}" t`)));
  return rows.flat().map(({ row }) => row).join("\n");
}

const request = async (handle: string) =>
  (await shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: shop.product(handle).gid, recipe: null, prompt: null, requestedBy: null })).videoId;
const asAccount = (kind: "own" | null, nemoToken: string | null) =>
  shop.db.shop.updateMany({ where: { domain: SHOP }, data: { nemoAccountKind: kind, nemoTokenSealed: nemoToken && shop.secrets.seal(nemoToken) } });

test("no secret is in a log line, a page, an error, an address or the database after whole runs and broken ones", async () => {
  const pages: string[] = [];
  const look = async (videoId: string) => {
    const view = await shop.videos.getVideo({ shop: SHOP, videoId });
    pages.push(JSON.stringify(view), JSON.stringify(await shop.videos.home({ shop: SHOP })));
    return view;
  };
  const { control } = shop.fakeNemo;

  // One from the click to the listing, with the shop's own token.
  await shop.db.shop.upsert({ where: { domain: SHOP }, create: { domain: SHOP }, update: {} });
  await asAccount("own", NEMO_TOKEN);
  const whole = await request("stoneware-mug");
  expect(await shop.drive(whole)).toBe("ready");
  await look(whole);
  await shop.videos.approveVideo({ shop: SHOP, videoId: whole, approvedBy: "42", place: "last", alt: "A mug" });
  expect(await shop.drive(whole)).toBe("published");
  await look(whole);
  const claimLink = await shop.videos.projectLink({ shop: SHOP, videoId: whole });
  const claimToken = new URL(claimLink ?? "").searchParams.get("ct") ?? "";
  expect(claimToken).toMatch(/^clm_.{8}/);

  // One that breaks in the stream and at the file, with a server that says our secrets back.
  const echo = { instead: { status: 503, headers: { "content-type": "text/html" }, body: `<p>Authorization: Bearer ${NEMO_TOKEN}</p>` } };
  control.next("cut-run-goes-on");
  control.always({ at: "cdn", answer: echo }, { at: "download", answer: echo });
  const broken = await request("linen-cushion");
  expect(await shop.drive(broken)).toBe("attention");
  expect((await look(broken))?.problem?.code).toBe("nemo.download_failed");
  control.clear();

  // One whose own token is refused, and one with an anonymous token whose session is refused in words.
  control.next({ at: "credits", answer: { refuse: { code: 1001, message: NEMO_TOKEN } } });
  const refused = await request("canvas-tote");
  expect(await shop.drive(refused)).toBe("failed");
  await look(refused);
  await asAccount(null, null);
  const anonymous = await request("beeswax-candle");
  await shop.drive(anonymous, (row) => row.step === "upload_pictures");
  const sealed = (await shop.db.shop.findUniqueOrThrow({ where: { domain: SHOP } })).nemoTokenSealed ?? "";
  const anonymousToken = shop.secrets.open(sealed);
  expect(anonymousToken).toMatch(/^nmv_usr_/);
  control.next({ at: "upload", answer: { instead: { status: 418, headers: { "content-type": "application/json" }, body: { code: 9999, message: anonymousToken } } } });
  expect(await shop.drive(anonymous)).toBe("failed");
  await look(anonymous);

  // Errors as they would be logged with everything in them.
  const account = { kind: "own" as const, nemoToken: NEMO_TOKEN, skillSource: "ecommerce-product-video" };
  const errors: string[] = [];
  const fail = async (work: Promise<unknown>) => errors.push(inspect(await work.then(() => expect.fail("it was to fail"), (error: unknown) => error), { depth: 10, showHidden: true }));
  control.always({ at: "credits", answer: echo }, { at: "session", answer: { lose: "before" } }, { at: "state", answer: { instead: { status: 200, body: `{"code":0,"data":"${NEMO_TOKEN}"}` } } });
  await fail(shop.nemo.readCredits(account));
  await fail(shop.nemo.openSession(account, { taskName: "x", language: "en" }));
  await fail(shop.nemo.readState(account, { nemoSessionId: "1" }));
  await fail(shop.nemo.readCredits({ ...account, nemoToken: `${NEMO_TOKEN}\r\nX-Injected: 1` }));
  expect(errors.every((text) => text.includes(ExpectedError.name))).toBe(true);

  const canaries = { own: NEMO_TOKEN, anonymous: anonymousToken, offline: OFFLINE, refresh: REFRESH, offlineInUse: shop.offlineAccessToken, key: shop.encryptionKey, keyBytes: Buffer.from(shop.encryptionKey, "hex").toString("base64"), claim: claimToken };
  const places = { logs: shop.logLines.join("\n"), pages: pages.join("\n"), errors: errors.join("\n"), urls: urls.join("\n"), database: await dumpDatabase() };
  for (const [place, text] of Object.entries(places)) {
    expect(text.length, place).toBeGreaterThan(100);
    for (const [name, canary] of Object.entries(canaries)) expect(text.includes(canary), `${name} in the ${place}`).toBe(false);
  }
  // The test can fail: what is no secret is found.
  expect(places.database).toContain("Stoneware Mug");
  expect(shop.fakeNemo.ledger.violations()).toEqual([]);
  expect(shop.fakeShopify.ledger.violations).toEqual([]);
});
