import { randomBytes, randomInt, randomUUID } from "node:crypto";

let last = 0n;

/** A decimal id of 19 digits, above 2^53 and odd: whoever reads it as a number gets another id (protocol §1). */
export function makeLongId(): string {
  const stamp = (BigInt(Date.now()) << 22n) + BigInt(randomInt(2 ** 20)) * 2n + 1n;
  last = stamp > last ? stamp : last + 2n;
  return last.toString();
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Eight letters and digits, as ADK names its events. */
export function makeEventId(): string {
  return Array.from(randomBytes(8), (byte) => LETTERS[byte % LETTERS.length]).join("");
}

/** `nmv_usr_` and 32 random letters. */
export function makeNemoToken(): string {
  return `nmv_usr_${randomBytes(24).toString("base64url")}`;
}

/** A random UUID. */
export function makeUuid(): string {
  return randomUUID();
}
