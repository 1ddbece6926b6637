import { createHmac, timingSafeEqual } from "node:crypto";
import type { StagedTargetRecord } from "#fakes/shopify/state/shop-state.ts";

export const UPLOAD_HOST = "shopify-video-production-core-originals.storage.googleapis.com";
export const BUCKET = "shopify-video-production-core-originals";
export const ACCESS_ID = "video-production@video-production-225115.iam.gserviceaccount.com";
export const UPLOAD_URL = `https://${UPLOAD_HOST}`;

/** The form fields that a client has to send before the file, in this order (platform §2.2 step 3). */
export function uploadParameters(target: StagedTargetRecord, secret: string): { name: string; value: string }[] {
  const policy = Buffer.from(JSON.stringify({
    expiration: new Date(target.expiresAt).toISOString(),
    conditions: [["eq", "$bucket", BUCKET], ["eq", "$key", target.key], ["content-length-range", target.bytes, target.bytes]],
  })).toString("base64");
  return [
    { name: "GoogleAccessId", value: ACCESS_ID }, { name: "key", value: target.key },
    { name: "policy", value: policy }, { name: "signature", value: sign(policy, secret) },
  ];
}

/** The address that a PUT target is sent to. */
export function signedPutUrl(target: StagedTargetRecord, secret: string): string {
  const url = new URL(`/${target.key}`, UPLOAD_URL);
  const expires = String(Math.floor(target.expiresAt / 1000));
  url.searchParams.set("GoogleAccessId", ACCESS_ID);
  url.searchParams.set("Expires", expires);
  url.searchParams.set("Signature", sign(`PUT ${target.key} ${expires}`, secret));
  return url.href;
}

export function sign(text: string, secret: string): string {
  return createHmac("sha256", secret).update(text).digest("base64");
}

export function isSignature(given: string, text: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(sign(text, secret))];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** What a policy demands, read back out of the form field. Null when it is not one of ours. */
export function readPolicy(policy: string): { expiresAt: number; key: string; bucket: string; min: number; max: number } | null {
  try {
    const { expiration, conditions } = JSON.parse(Buffer.from(policy, "base64").toString("utf8")) as { expiration: string; conditions: unknown[][] };
    const equal = (name: string) => String(conditions.find((one) => one[0] === "eq" && one[1] === name)?.[2]);
    const range = conditions.find((one) => one[0] === "content-length-range");
    return { expiresAt: Date.parse(expiration), key: equal("$key"), bucket: equal("$bucket"), min: Number(range?.[1]), max: Number(range?.[2]) };
  } catch {
    return null;
  }
}
