import { ExpectedError } from "#app/lib/expected-error.ts";
import { chargeIn } from "#app/videos/describe-video.ts";
import { mentionsSentence } from "#app/words/mentions-sentence.ts";
import { tell } from "#app/words/say.ts";

/** What a page says about something that did not work. */
export interface Problem {
  code: string;
  /** What happened and what to do next. */
  text: string;
  /** Whether credits were used; null where no credits could have been. */
  charge: string | null;
}

/** The merchant's sentences of an expected error. Everything else is thrown on: a bug, or a Response of the library. */
export function problemOf(error: unknown, { spends }: { spends: boolean }): Problem {
  if (!(error instanceof ExpectedError)) throw error;
  const charge = chargeIn(error.charged);
  return { code: error.code, text: error.merchantMessage, charge: spends && !mentionsSentence(error.sentence, charge) ? tell(charge) : null };
}
