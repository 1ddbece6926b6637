/** What a page says when it cannot be shown. */
export interface PageErrorText {
  title: string;
  text: string;
  /** Whether the same address may work in a moment. */
  mayTryAgain: boolean;
}

const signedOut: PageErrorText = {
  title: "Your sign-in has ended",
  text: "Shopify signs apps in for a short time. Reload the page in your browser to sign in again. Videos that are being made go on.",
  mayTryAgain: true,
};

/**
 * The merchant's words for a page that answered with `status`, or that failed without one (null). `said` is a sentence
 * of our own that came with the answer.
 */
export function describePageError(status: number | null, said: string | null): PageErrorText {
  if (status === 404) {
    return { title: "This page does not exist", text: said ?? "The address is old or was mistyped, or what it showed was removed.", mayTryAgain: false };
  }
  if (status === 401 || status === 403) return signedOut;
  if (status === 405 || status === 400) {
    return { title: "That did not work", text: said ?? "The app did not understand the request. Go back and try it once more.", mayTryAgain: true };
  }
  if (status === 410) return { title: "Not for robots", text: "Open this page in a browser, inside your Shopify admin.", mayTryAgain: false };
  return {
    title: "Something went wrong on our side",
    text: said ?? "The page could not be shown. Videos that are being made go on, and nothing was sent twice. Try again in a moment.",
    mayTryAgain: true,
  };
}
