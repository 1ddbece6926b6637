import { say } from "#app/words/say.ts";

/** The admin's bridge, where it is loaded: it knows this page's session token. */
const bridge = () => (globalThis as { shopify?: { idToken?(): Promise<string> } }).shopify;

export interface SentFileAnswer {
  ok: boolean;
  /** The merchant's sentence when it was refused. */
  says: string | null;
}

/**
 * Sends a file as the plain body of a POST and tells how far it is (0..1). XMLHttpRequest, because fetch does not tell; App Bridge
 * adds the session token only to fetch, so it is asked for here. Never rejects: a broken line is an answer with its sentence.
 */
export async function sendFile(url: string, file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<SentFileAnswer> {
  const lost = { ok: false, says: say("product.line_broke") };
  const token = await bridge()?.idToken?.().catch(() => undefined);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    if (token) request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    request.addEventListener("load", () => resolve(request.status === 201 ? { ok: true, says: null } : { ok: false, says: sentenceOf(request.responseText) ?? lost.says }));
    request.addEventListener("error", () => resolve(lost));
    request.addEventListener("abort", () => resolve({ ok: false, says: null }));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

function sentenceOf(text: string): string | null {
  try {
    return (JSON.parse(text) as { problem?: { text?: string } }).problem?.text ?? null;
  } catch {
    return null;
  }
}
