/** What happened at the stand-in since it was started, oldest first. Times are ms since 1970. Nothing secret is kept here. */
export interface Ledger {
  adminCalls: AdminCall[];
  stagedTargets: { at: number; key: string; filename: string; bytes: number; method: "POST" | "PUT" }[];
  uploads: { at: number; key: string | null; status: number; code: string; bytes: number; fieldOrder: string[] }[];
  filesCreated: { at: number; gid: string; filename: string }[];
  filesDeleted: { at: number; gid: string }[];
  attachments: MediaChange[];
  detachments: MediaChange[];
  moves: MediaChange[];
  /** Metafields written, and deleted ones with a value of null. */
  metafieldWrites: { at: number; ownerGid: string; namespace: string; key: string; value: string | null }[];
  tokenExchanges: { at: number; kind: "offline" | "online"; status: number }[];
  refreshes: { at: number; status: number }[];
  webhooks: { at: number; topic: string; webhookId: string; status: number }[];
  /** What no client should ever do, a sentence each. Empty after a good run. */
  violations: string[];
}

export interface AdminCall {
  at: number;
  operation: "query" | "mutation" | "unknown";
  /** Name of the operation in the document; empty when it has none. */
  name: string;
  /** Root fields asked for, e.g. ["fileCreate"]. */
  fields: string[];
  status: number;
  /** Codes of the top-level errors; empty when it went well. */
  errorCodes: string[];
  /** Codes (or messages, where there is no code) of the user errors in the answer. */
  userErrors: string[];
  requestedQueryCost: number | null;
  actualQueryCost: number | null;
  /** The work was done and the connection cut before the answer. */
  answerLost: boolean;
}

export interface MediaChange {
  at: number;
  productGid: string;
  mediaGid: string;
  /** Media of the product in listing order. */
  before: string[];
  after: string[];
}

export function openLedger(): Ledger {
  return {
    adminCalls: [], stagedTargets: [], uploads: [], filesCreated: [], filesDeleted: [], attachments: [], detachments: [], moves: [], metafieldWrites: [],
    tokenExchanges: [], refreshes: [], webhooks: [], violations: [],
  };
}
