import { ExpectedError } from "#app/lib/expected-error.ts";
import { sentence, type Sentence } from "#app/words/say.ts";

/** The id is unknown or belongs to another shop; the two are not told apart. */
export const batchNotFound = (): ExpectedError =>
  new ExpectedError({ code: "batch.not_found", message: "no such batch in this shop", charged: "no", retryable: false, merchantMessage: sentence("requests.batch_gone") });

/** What was asked for cannot be done with this batch or choice. Nothing was begun. Codes `batch.*`. */
export const batchRefused = (code: string, merchantMessage: Sentence): ExpectedError =>
  new ExpectedError({ code, message: `refused: ${code}`, charged: "no", retryable: false, merchantMessage });

/** The batch went on meanwhile, for example in another tab. */
export const batchMovedOn = (what: Sentence): ExpectedError => batchRefused("batch.moved_on", sentence("requests.batch_moved_on", { what }));
