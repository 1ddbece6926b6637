import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Seals secrets for the database and signs short-lived links, with keys derived from 32-byte keys (hex). */
export interface SecretBox {
  /** With the present key. */
  seal(plain: string): string;
  /** With the key that it was sealed with, present or previous. Throws when there is no such key here or the text was changed. */
  open(sealed: string): string;
  /** Whether it was sealed with the present key, judged by its key id alone. */
  isCurrent(sealed: string): boolean;
  /** What every text sealed with the present key begins with. */
  currentPrefix: string;
  /** Base64url HMAC-SHA256 over the text, with the present key. */
  sign(text: string): string;
  /** Whether `signature` was made of the text with the present key or a previous one; takes the same time for every wrong one. */
  isSigned(text: string, signature: string): boolean;
}

/**
 * AES-256-GCM. Sealed form: `v1.<key id>.<iv>.<tag>.<data>`, base64url; the key id tells which key is needed. `previous` keys open and
 * verify only: that is how a key is changed without anything being lost.
 */
export function createSecretBox(keyHex: string, previous: string[] = []): SecretBox {
  const present = deriveKeys(keyHex);
  const all = [present, ...previous.map(deriveKeys)];
  const currentPrefix = `v1.${present.id}.`;
  const sign = (key: Buffer, text: string) => createHmac("sha256", key).update(text).digest("base64url");
  return {
    currentPrefix,
    isCurrent: (sealed) => sealed.startsWith(currentPrefix),
    seal(plain) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", present.seal, iv);
      const data = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return ["v1", present.id, ...[iv, cipher.getAuthTag(), data].map((part) => part.toString("base64url"))].join(".");
    },
    open(sealed) {
      const [version, id, iv, tag, data] = sealed.split(".");
      if (version !== "v1" || !iv || !tag || data === undefined) throw new Error("not a sealed secret");
      const key = all.find((one) => one.id === id);
      if (!key) throw new Error(`sealed with key ${id}, this process has ${all.map((one) => one.id).join(", ")}`);
      const decipher = createDecipheriv("aes-256-gcm", key.seal, Buffer.from(iv, "base64url"), { authTagLength: 16 });
      decipher.setAuthTag(Buffer.from(tag, "base64url"));
      return Buffer.concat([decipher.update(Buffer.from(data, "base64url")), decipher.final()]).toString("utf8");
    },
    sign: (text) => sign(present.sign, text),
    isSigned(text, signature) {
      const given = Buffer.from(signature);
      return all.map((key) => Buffer.from(sign(key.sign, text))).map((expected) => expected.length === given.length && timingSafeEqual(expected, given)).includes(true);
    },
  };
}

function deriveKeys(keyHex: string): { id: string; seal: Buffer; sign: Buffer } {
  const master = Buffer.from(keyHex, "hex");
  const derive = (purpose: string) => createHmac("sha256", master).update(purpose).digest();
  const seal = derive("seal");
  return { id: createHash("sha256").update(seal).digest("hex").slice(0, 8), seal, sign: derive("sign") };
}
