import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";

/** Seals secrets for the database and signs short-lived links, both with keys derived from one 32-byte key (hex). */
export interface SecretBox {
  seal(plain: string): string;
  /** Throws when the text was sealed with another key or was changed. */
  open(sealed: string): string;
  /** Base64url HMAC-SHA256 over the text. */
  sign(text: string): string;
}

/** AES-256-GCM. Sealed form: `v1.<key id>.<iv>.<tag>.<data>`, base64url; the key id tells which key is needed. */
export function createSecretBox(keyHex: string): SecretBox {
  const master = Buffer.from(keyHex, "hex");
  const derive = (purpose: string) => createHmac("sha256", master).update(purpose).digest();
  const sealKey = derive("seal");
  const signKey = derive("sign");
  const keyId = createHash("sha256").update(sealKey).digest("hex").slice(0, 8);
  return {
    seal(plain) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", sealKey, iv);
      const data = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return ["v1", keyId, ...[iv, cipher.getAuthTag(), data].map((part) => part.toString("base64url"))].join(".");
    },
    open(sealed) {
      const [version, id, iv, tag, data] = sealed.split(".");
      if (version !== "v1" || !iv || !tag || data === undefined) throw new Error("not a sealed secret");
      if (id !== keyId) throw new Error(`sealed with key ${id}, this process has key ${keyId}`);
      const decipher = createDecipheriv("aes-256-gcm", sealKey, Buffer.from(iv, "base64url"));
      decipher.setAuthTag(Buffer.from(tag, "base64url"));
      return Buffer.concat([decipher.update(Buffer.from(data, "base64url")), decipher.final()]).toString("utf8");
    },
    sign: (text) => createHmac("sha256", signKey).update(text).digest("base64url"),
  };
}
