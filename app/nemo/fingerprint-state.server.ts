import { createHash } from "node:crypto";
import { canonicalJson } from "#app/lib/canonical-json.ts";

/**
 * Hash over what makes two states the same (protocol §8.3): the draft whatever its key order, and the ids, names and
 * addresses of generated media and uploads. The query of an address (signatures, expiry) does not count, nor do
 * timestamps and analyses beside the draft.
 */
export function fingerprintState(o: { draft: unknown; generatedMedia: unknown[]; videoInfos: unknown[] }): string {
  const canonical = canonicalJson({ draft: o.draft ?? null, generated: o.generatedMedia.map(identityOf), uploads: o.videoInfos.map(identityOf) }, withoutQuery);
  return createHash("sha256").update(canonical).digest("hex");
}

function identityOf(entry: unknown): unknown {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return typeof entry === "string" ? entry : null;
  return Object.fromEntries(Object.entries(entry).filter(([key, value]) => /(^|_)(id|url|uri|hash|name|filename)$|[a-z](Id|Url|Hash|Name)$/.test(key) && typeof value !== "object"));
}

function withoutQuery(text: string): string {
  return /^https?:\/\//i.test(text) ? text.replace(/[?#].*$/s, "") : text;
}
