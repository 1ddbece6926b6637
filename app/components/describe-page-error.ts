import { say } from "#app/words/say.ts";

/** What a page says when it cannot be shown. */
export interface PageErrorText {
  title: string;
  text: string;
  /** Whether the same address may work in a moment. */
  mayTryAgain: boolean;
}

const signedOut = (): PageErrorText => ({ title: say("frame.signed_out"), text: say("frame.signed_out_text"), mayTryAgain: true });

/**
 * The merchant's words for a page that answered with `status`, or that failed without one (null). `said` is a sentence
 * of our own that came with the answer.
 */
export function describePageError(status: number | null, said: string | null): PageErrorText {
  if (status === 404) {
    return { title: say("frame.not_found"), text: said ?? say("frame.not_found_text"), mayTryAgain: false };
  }
  if (status === 401 || status === 403) return signedOut();
  if (status === 405 || status === 400) {
    return { title: say("frame.not_understood"), text: said ?? say("frame.not_understood_text"), mayTryAgain: true };
  }
  if (status === 410) return { title: say("frame.robots"), text: say("frame.robots_text"), mayTryAgain: false };
  return {
    title: say("frame.broken"),
    text: said ?? say("frame.broken_text"),
    mayTryAgain: true,
  };
}
