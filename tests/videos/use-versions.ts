// One shop for tests of versions: made, asked for changes, and counted by the stand-ins' ledgers. Not a test itself.
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from "vitest";
import { NEMO_USER, openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";

const MANY_CREDITS = 100_000;
/** Several films are really made in one test. */
const TEST_MS = 120_000;

/** Opens the shop for a file's tests; after each of them nothing was violated and no step had a bug. */
export function useVersions() {
  vi.setConfig({ testTimeout: TEST_MS });
  let shop: TestShop;
  let since = 0;
  beforeAll(async () => {
    shop = await openTestShop({ perShop: 50, nemoCredits: MANY_CREDITS });
  });
  afterAll(async () => {
    await shop?.close();
  });
  beforeEach(() => {
    since = Date.now();
    shop.logLines.length = 0;
  });
  afterEach(async () => {
    shop.fakeNemo.control.clear();
    shop.fakeNemo.control.set({ silentShare: 0 });
    shop.fakeNemo.control.setCredits(NEMO_USER, MANY_CREDITS);
    // An older version comes forward when its newer one is given up, so until none is left.
    for (let ready; (ready = await shop.db.video.findFirst({ where: { shop: SHOP, status: "ready" } })); ) await shop.videos.discardVideo({ shop: SHOP, videoId: ready.id });
    expect(shop.fakeNemo.ledger.violations()).toEqual([]);
    expect(shop.fakeShopify.ledger.violations).toEqual([]);
    expect(shop.logLines.filter((line) => line.includes("bug in a step"))).toEqual([]);
  });
  const refine = (videoId: string, text: string, of = SHOP) => shop.videos.refineVideo({ shop: of, videoId, text, requestedBy: "42" });
  const request = async (handle: string) => (await shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: shop.product(handle).gid, recipe: null, prompt: null, requestedBy: null })).videoId;
  return {
    shop: () => shop,
    request,
    /** Asks for a product's video and waits until it is ready. */
    async made(handle: string): Promise<string> {
      const videoId = await request(handle);
      expect(await shop.drive(videoId)).toBe("ready");
      since = Date.now();
      return videoId;
    },
    refine,
    row: (id: string) => shop.db.video.findUniqueOrThrow({ where: { id, shop: SHOP }, include: { renders: { orderBy: { createdAt: "asc" } }, messages: { orderBy: { turn: "asc" } } } }),
    conversation: async (videoId: string) => {
      const found = await shop.videos.conversation({ shop: SHOP, videoId });
      if (!found) throw new Error("no conversation");
      return found;
    },
    /** Since the test began, or since its first video was made. */
    messages: () => shop.fakeNemo.ledger.messagesAccepted({ since }),
    charged: () => shop.fakeNemo.ledger.creditsCharged({ since }),
    renders: () => shop.fakeNemo.ledger.renders({ since }).length,
  };
}
