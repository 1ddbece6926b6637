/**
 * Fetches JSON and hands it to the browser as a file; App Bridge adds the session token to fetch, which a plain link would not have. False when
 * it did not arrive whole.
 */
export async function saveAsFile(url: string, filename: string): Promise<boolean> {
  try {
    const answer = await fetch(url);
    if (!answer.ok) return false;
    const text = await answer.text();
    JSON.parse(text);
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = Object.assign(document.createElement("a"), { href: address, download: filename });
    link.click();
    URL.revokeObjectURL(address);
    return true;
  } catch {
    return false; // broke off on the way, or is no JSON
  }
}
