import { ExpectedError } from "#app/lib/expected-error.ts";
import { sentence, type Sentence } from "#app/words/say.ts";

/** The id is unknown or belongs to another shop; the two are not told apart. */
export const videoNotFound = (): ExpectedError =>
  new ExpectedError({ code: "video.not_found", message: "no such video in this shop", charged: "no", retryable: false, merchantMessage: sentence("requests.not_found") });

/** The video went on meanwhile, for example in another tab. */
export const videoMovedOn = (what: Sentence): ExpectedError =>
  new ExpectedError({ code: "video.moved_on", message: `refused: ${what.id}`, charged: "no", retryable: false, merchantMessage: sentence("requests.moved_on", { what }) });

/** What the merchant asked for cannot be done with this product as it is. Nothing was begun. */
export const videoRefused = (code: string, merchantMessage: Sentence | string): ExpectedError =>
  new ExpectedError({ code, message: `request refused: ${code}`, charged: "no", retryable: false, merchantMessage });
