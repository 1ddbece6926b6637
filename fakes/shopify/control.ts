import { nextGid } from "./state/open-shop-state.ts";
import type { LocaleRecord, MetafieldRecord, ShopState } from "./state/shop-state.ts";

/** Switches for what may go wrong at Shopify. An operation is named by its name in the document or by its root field. */
export interface Control {
  /** The next calls of the Admin API answer THROTTLED (HTTP 200). */
  throttleNext(times?: number): void;
  /** The next calls of the Admin API answer this HTTP status before any work is done. */
  failNext(o: { status: number; times?: number; operation?: string }): void;
  /**
   * The next calls of a mutation (its root field, e.g. "fileCreate") do nothing and answer a user error with HTTP 200. `code` null where the payload's
   * errors have none; one that the payload's enum does not know is a GraphQL error.
   */
  refuseNext(o: { mutation: string; code: string | null; message?: string; times?: number }): void;
  /** The next calls of an operation do their work and then lose the connection. */
  loseAnswer(operation: string, times?: number): void;
  /** The next upload is received whole and then loses the connection. */
  loseUploadAnswer(times?: number): void;
  /** The next video that finishes processing fails with this code (FileErrorCode, e.g. "MEDIA_TIMEOUT_ERROR"). */
  failNextProcessing(code: string): void;
  /** Every access token that was handed out has expired now; refresh tokens still work. */
  expireTokens(): void;
  /** The shop has removed the app: all tokens and refresh tokens are refused until the next token exchange. */
  uninstall(): void;
  /** What the merchant permits from now on, tokens that are out included; the webhook about it is sent apart (sendWebhook). */
  permit(scopes: string[]): void;
  /** The languages of the shop, the first one its own. */
  setLocales(locales: LocaleRecord[]): void;
  /** The merchant, or another app, writes a metafield. */
  putMetafield(o: Omit<MetafieldRecord, "gid">): void;
  /** What is there now. */
  metafieldsOf(ownerGid: string): Omit<MetafieldRecord, "gid" | "ownerGid">[];
  /** The merchant deletes a product; its media stay among the files. */
  deleteProduct(gid: string): void;
}

interface Fault {
  times: number;
  operation?: string;
  status?: number;
  refusal?: Refusal;
}

/** A user error as a payload holds it. */
export interface Refusal {
  code: string | null;
  field: null;
  message: string;
}

/** The waiting faults, as the answering code takes them. */
export interface Faults {
  takeThrottle(): boolean;
  takeStatus(operations: string[]): number | null;
  takeRefusal(mutation: string): Refusal | null;
  takeLostAnswer(operations: string[]): boolean;
  takeLostUpload(): boolean;
  takeProcessingFailure(): string | null;
}

export function openControl(state: ShopState, save: () => void, granted: string[]): { control: Control; faults: Faults } {
  const waiting = { throttle: [] as Fault[], refusals: [] as Fault[], status: [] as Fault[], lost: [] as Fault[], upload: [] as Fault[], processing: [] as string[] };
  const take = (list: Fault[], operations: string[] = []): Fault | null => {
    const index = list.findIndex((fault) => !fault.operation || operations.includes(fault.operation));
    const fault = list[index];
    if (!fault) return null;
    fault.times -= 1;
    if (fault.times <= 0) list.splice(index, 1);
    return fault;
  };
  const control: Control = {
    throttleNext: (times = 1) => void waiting.throttle.push({ times }),
    failNext: ({ status, times = 1, operation }) => void waiting.status.push({ status, times, operation }),
    refuseNext: ({ mutation, code, message = "Refused by the stand-in.", times = 1 }) => void waiting.refusals.push({ times, operation: mutation, refusal: { code, field: null, message } }),
    loseAnswer: (operation, times = 1) => void waiting.lost.push({ operation, times }),
    loseUploadAnswer: (times = 1) => void waiting.upload.push({ times }),
    failNextProcessing: (code) => void waiting.processing.push(code),
    expireTokens() {
      for (const token of state.tokens) token.expiresAt = Date.now() - 1;
      save();
    },
    uninstall() {
      state.tokens = [];
      save();
    },
    permit(scopes) {
      granted.splice(0, granted.length, ...scopes);
      for (const token of state.tokens) token.scopes = [...scopes];
      save();
    },
    setLocales(locales) {
      state.locales = locales;
      save();
    },
    putMetafield(o) {
      state.metafields = [...state.metafields.filter((one) => one.ownerGid !== o.ownerGid || one.namespace !== o.namespace || one.key !== o.key), { gid: nextGid(state, "Metafield"), ...o }];
      save();
    },
    metafieldsOf: (ownerGid) => state.metafields.filter((one) => one.ownerGid === ownerGid).map(({ namespace, key, type, value }) => ({ namespace, key, type, value })),
    deleteProduct(gid) {
      state.products = state.products.filter((product) => product.gid !== gid);
      save();
    },
  };
  const faults: Faults = {
    takeThrottle: () => take(waiting.throttle) !== null,
    takeStatus: (operations) => take(waiting.status, operations)?.status ?? null,
    takeRefusal: (mutation) => take(waiting.refusals, [mutation])?.refusal ?? null,
    takeLostAnswer: (operations) => take(waiting.lost, operations) !== null,
    takeLostUpload: () => take(waiting.upload) !== null,
    takeProcessingFailure: () => waiting.processing.shift() ?? null,
  };
  return { control, faults };
}
