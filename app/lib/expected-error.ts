import { tell, type Sentence } from "#app/words/say.ts";

/** Whether NemoVideo may have taken credits for what failed. */
export type Charged = "no" | "maybe" | "yes";

export interface ExpectedErrorInit {
  /** Stable and machine readable, for example `nemo.no_credits`. */
  code: string;
  /** For the log: what happened, without secrets, prompts or raw bodies. */
  message: string;
  /** For the merchant: what happened and what to do next, in one or two sentences. Text only where it is somebody else's, as a reply of NemoVideo's. */
  merchantMessage: Sentence | string;
  charged: Charged;
  /** Whether the same step may be run again without asking a person. */
  retryable: boolean;
  /** When a retry makes sense, in milliseconds from now. */
  retryAfterMs?: number;
  cause?: unknown;
}

/**
 * An error that is part of normal life: the caller decides by `code`, the merchant reads `merchantMessage`.
 * Everything that is not an ExpectedError is a bug and is logged with its cause.
 */
export class ExpectedError extends Error {
  override name = "ExpectedError";
  readonly code: string;
  /** What the merchant reads, in no language yet: for keeping and for passing on. */
  readonly sentence: Sentence | string;
  readonly charged: Charged;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(init: ExpectedErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause });
    this.code = init.code;
    this.sentence = init.merchantMessage;
    this.charged = init.charged;
    this.retryable = init.retryable;
    this.retryAfterMs = init.retryAfterMs;
  }

  /** The sentence in the language of whoever this request is answered for. */
  get merchantMessage(): string {
    return tell(this.sentence);
  }
}
