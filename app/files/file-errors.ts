import { ExpectedError } from "#app/lib/expected-error.ts";

const rows = {
  "files.unavailable": { retryable: true, says: "The place where finished videos are kept does not answer just now. Shelfreel tries again by itself; nothing is charged for that." },
  "files.refused": { retryable: false, says: "The place where finished videos are kept refuses Shelfreel. Tell whoever runs the app; then try again, which costs nothing." },
};

/** An expected failure of the store of kept files. `detail` names the call and the store's code, never a key or an address. */
export const fileError = (code: keyof typeof rows, detail: string, cause?: unknown): ExpectedError =>
  new ExpectedError({ code, message: `${code}: ${detail}`, merchantMessage: rows[code].says, retryable: rows[code].retryable, charged: "no", cause });
