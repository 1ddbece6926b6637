import { say } from "#app/words/say.ts";

/** What became of a download: null when it is there, else a sentence. */
export type DownloadProblem = string | null;

/**
 * Saves what a route of the app answers as a file. Plain fetch, to which App Bridge adds the session token: a link would come without one,
 * and the browser cannot leave the admin's frame for it.
 */
export async function fetchDownload(url: string, filename: string): Promise<DownloadProblem> {
  try {
    const answer = await fetch(url);
    if (!answer.ok) return say("batches.download_failed");
    const address = URL.createObjectURL(await answer.blob());
    const link = Object.assign(document.createElement("a"), { href: address, download: filename });
    document.body.append(link);
    link.click();
    link.remove();
    // The browser has taken the content by the next turn; Safari reads it a little later.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    return null;
  } catch {
    return say("batches.download_broke");
  }
}
