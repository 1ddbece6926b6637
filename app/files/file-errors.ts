import { ExpectedError } from "#app/lib/expected-error.ts";
import { sentence } from "#app/words/say.ts";

const rows = {
  "files.unavailable": { retryable: true, says: sentence("files.store_silent") },
  "files.refused": { retryable: false, says: sentence("files.store_refuses") },
};

/** An expected failure of the store of kept files. `detail` names the call and the store's code, never a key or an address. */
export const fileError = (code: keyof typeof rows, detail: string, cause?: unknown): ExpectedError =>
  new ExpectedError({ code, message: `${code}: ${detail}`, merchantMessage: rows[code].says, retryable: rows[code].retryable, charged: "no", cause });
