/** Every entry: `at` in ms since 1970 on the stand-in's clock. */
interface Stamped {
  at: number;
}

export interface RequestEntry extends Stamped {
  kind: "request";
  host: "api" | "cdn" | "control";
  method: string;
  /** Path and query, tokens shortened. */
  path: string;
  /** Lower-case names, tokens shortened. */
  headers: Record<string, string>;
  /** null until the answer begins. */
  status: number | null;
  bytesIn: number;
  bytesOut: number;
  /** "open" while it lasts, "cut" when either side left before the end. */
  ended: "open" | "finished" | "cut";
}

/** A chat message that was accepted (2xx headers were sent). */
export interface MessageEntry extends Stamped {
  kind: "message";
  messageId: string;
  userId: string;
  sessionId: string;
  text: string;
  sha256: string;
  intent: "generate" | "edit";
}

/** Credits taken for a message. */
export interface ChargeEntry extends Stamped {
  kind: "charge";
  messageId: string;
  userId: string;
  sessionId: string;
  credits: number;
}

export interface UploadEntry extends Stamped {
  kind: "upload";
  userId: string;
  sessionId: string;
  form: "multipart" | "urls";
  files: { filename: string; bytes: number; sha256: string; mime: string }[];
}

/** A render that was accepted. */
export interface RenderEntry extends Stamped {
  kind: "render";
  renderId: string;
  userId: string;
  sessionId: string;
  stage: "raw-clip" | "finished";
  draftSha256: string;
}

export interface RenderEndEntry extends Stamped {
  kind: "render-ended";
  renderId: string;
  status: "completed" | "failed" | "cancelled";
  bytes: number;
}

export interface CancelEntry extends Stamped {
  kind: "cancel";
  renderId: string;
}

export interface DownloadEntry extends Stamped {
  kind: "download";
  via: "cdn" | "fallback";
  path: string;
  range: string | null;
  bytes: number;
  complete: boolean;
}

/** The client did something that the protocol forbids, or that costs a merchant money or a secret. */
export interface ViolationEntry extends Stamped {
  kind: "violation";
  rule: ViolationRule;
  detail: string;
}

export type ViolationRule =
  | "attribution-missing"
  | "header-not-printable"
  | "token-in-url"
  | "token-sent-to-cdn"
  | "attribution-sent-to-cdn"
  | "accept-missing"
  | "camel-case-body"
  | "message-too-long"
  | "control-characters"
  | "two-messages-in-flight"
  | "same-message-twice"
  | "draft-altered"
  | "file-type-mismatch"
  | "client-id-sent-with-token";

export type LedgerEntry =
  | RequestEntry
  | MessageEntry
  | ChargeEntry
  | UploadEntry
  | RenderEntry
  | RenderEndEntry
  | CancelEntry
  | DownloadEntry
  | ViolationEntry;
