import type { Clock } from "#app/lib/clock.ts";
import type { SecretBox } from "#app/lib/seal-secret.server.ts";

/** Links are good for this long, in ms: a page that is open all day gets new ones when it looks again. */
const GOOD_FOR_MS = 6 * 3_600_000;
/** Links made within the same span are the same, so that a page that looks again does not load its video again. */
const SAME_FOR_MS = 3_600_000;

/** `<video>` cannot send a session token, so the kept copy is behind a link that is signed and ends (platform §6.4). */
export function signKeptFile(secrets: SecretBox, clock: Clock, videoId: string): string {
  const expires = Math.ceil(clock.now().getTime() / SAME_FOR_MS) * SAME_FOR_MS + GOOD_FOR_MS;
  return `/media/${videoId}?expires=${expires}&signature=${secrets.sign(`media:${videoId}:${expires}`)}`;
}

/** Whether the link was made by us for this video and is still good. */
export function isKeptFileLink(secrets: SecretBox, clock: Clock, o: { videoId: string; expires: string; signature: string }): boolean {
  if (!/^\d{1,15}$/.test(o.expires) || Number(o.expires) < clock.now().getTime()) return false;
  return secrets.isSigned(`media:${o.videoId}:${o.expires}`, o.signature);
}
