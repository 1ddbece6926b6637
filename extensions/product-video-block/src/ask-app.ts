import { say } from "./say.ts";

/** What the app answers to an extension; on a refusal the merchant's sentences, or null when it could not be reached. */
export type Answer<T> = { ok: true; body: T } | { ok: false; text: string | null; charge: string | null };

/**
 * Asks the app, in the language in which this extension shows its own texts: the admin tells none, so each file of texts names it. The admin
 * resolves the path against the app's address and adds the session token. Never throws.
 */
export async function askApp<T>(path: string, send?: object): Promise<Answer<T>> {
  const language = { "Accept-Language": say("language") };
  try {
    const response = await fetch(path, send ? { method: "POST", headers: { ...language, "Content-Type": "application/json" }, body: JSON.stringify(send) } : { headers: language });
    const body = (await response.json()) as T & { text?: string; charge?: string | null };
    return response.ok ? { ok: true, body } : { ok: false, text: body.text ?? null, charge: body.charge ?? null };
  } catch {
    // no connection, or an answer that is not the app's
    return { ok: false, text: null, charge: null };
  }
}
