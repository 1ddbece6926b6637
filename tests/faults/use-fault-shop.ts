import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import type { ScenarioChoice } from "#fakes/nemo/control.ts";
import { NEMO_USER, openTestShop, SHOP, type TestShop, type TestShopOptions } from "#tests/setup/open-test-shop.ts";
import { tellKept } from "#app/words/keep-sentence.ts";

const CREDITS = 100_000;
/** Planted in what the stand-in says of itself; it must reach neither a log nor a page. */
export const RAW = "rawservertext7f3a";
const EXPLAINED = new Set(["same-message-twice", "draft-altered"]);

/**
 * One shop against a hostile NemoVideo. After each test: no token, URL query or raw server text in the log or in a merchant's page,
 * no bug in a step, no violation in the stand-ins' ledgers, and every video in a named state of rest.
 */
export function useFaultShop(o: TestShopOptions = {}) {
  let shop: TestShop;
  let since = 0;
  const made: string[] = [];
  beforeAll(async () => {
    shop = await openTestShop({ perShop: 50, nemoCredits: CREDITS, film: { size: 128, fps: 4 }, ...o });
  });
  afterAll(async () => {
    await shop?.close();
  });
  beforeEach(() => {
    since = shop.fakeNemo.control.clock.now();
    shop.logLines.length = 0;
    made.length = 0;
  });
  afterEach(async () => {
    const { control, ledger } = shop.fakeNemo;
    control.clear();
    control.resetSettings();
    control.set({ delays: { generate: 100, postProduction: 40, reply: 15, edit: 20, talk: 8, renderQueue: 5, render: 45 } });
    control.clock.fast(Infinity);
    control.setCredits(NEMO_USER, CREDITS);
    const views = await Promise.all(made.map((videoId) => faults.view(videoId)));
    for (const view of views) if (view.can.discard) await shop.videos.discardVideo({ shop: SHOP, videoId: view.id });
    // our own short-lived link to the kept copy is meant to be signed
    const pages = views.map(({ player: _player, ...view }) => JSON.stringify(view));
    for (const said of [...shop.logLines, ...pages]) expect(said).not.toMatch(new RegExp(`nmv_usr_|clm_|${RAW}|[?&](signature|token|sig)=`, "i"));
    expect(shop.logLines.filter((line) => line.includes("bug in a step"))).toEqual([]);
    expect(views.filter((view) => view.moving)).toEqual([]);
    expect(ledger.violations().filter((one) => one.at >= since && !EXPLAINED.has(one.rule))).toEqual([]);
  });

  const faults = {
    get shop() {
      return shop;
    },
    get control() {
      return shop.fakeNemo.control;
    },
    /** Presses Generate; gives the video's id. */
    async request(handle = "walnut-desk-lamp"): Promise<string> {
      const { videoId } = await shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: shop.product(handle).gid, recipe: null, prompt: null, requestedBy: null });
      made.push(videoId);
      return videoId;
    },
    /** The videos of this test are gone, or no business of the checks after it. */
    forget: () => void made.splice(0),
    /** One video against the next faults, to its rest. */
    async make(...next: ScenarioChoice[]) {
      shop.fakeNemo.control.next(...next);
      return faults.rest(await faults.request());
    },
    /** One video with faults that every fitting request meets. */
    async makeAlways(...always: ScenarioChoice[]) {
      shop.fakeNemo.control.always(...always);
      return faults.rest(await faults.request());
    },
    async rest(videoId: string) {
      await shop.drive(videoId);
      return faults.seen(videoId);
    },
    /** What the merchant reads and what NemoVideo's ledger says since the test began. */
    async seen(videoId: string) {
      const { status, problem, warnings, can, headline } = await faults.view(videoId);
      const { ledger } = shop.fakeNemo;
      return {
        videoId, status, can, headline,
        code: problem?.code ?? null, says: problem?.text ?? "", charge: problem?.charge ?? "",
        warnings: warnings.map((warning) => warning.code), warned: warnings.map((warning) => warning.text).join(" "),
        messages: ledger.messagesAccepted({ since }), charged: ledger.creditsCharged({ since }), renders: ledger.renders({ since }).length,
      };
    },
    async view(videoId: string) {
      const found = await shop.videos.getVideo({ shop: SHOP, videoId });
      if (!found) throw new Error("no such video");
      return found;
    },
    /** The texts that the merchant could read along the way: notes of the steps and headlines that were kept. */
    async told(videoId: string): Promise<string> {
      const events = await shop.db.videoEvent.findMany({ where: { videoId }, orderBy: { id: "asc" } });
      return events.map((event) => tellKept(event.text ?? "")).join("\n");
    },
    requests: (path: RegExp, method?: string) => shop.fakeNemo.ledger.requests({ path, ...(method && { method }) }).filter((request) => request.at >= since),
    uploads: () => shop.fakeNemo.ledger.all("upload", { since }),
    downloads: () => shop.fakeNemo.ledger.all("download", { since }),
    cancels: () => shop.fakeNemo.ledger.all("cancel", { since }),
    renders: () => shop.fakeNemo.ledger.renders({ since }),
  };
  return faults;
}

export type FaultShop = ReturnType<typeof useFaultShop>;
/** What a good run looks like: one message, one charge, one render, ready for approval. */
export const READY = { status: "ready", code: null, messages: 1, charged: 100, renders: 1 };
