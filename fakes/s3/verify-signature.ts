import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { S3Refusal } from "./s3-refusal.ts";

export interface SignedRequest {
  method: string;
  /** As it came, with its query, undecoded. */
  target: string;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

export interface S3Account {
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
}

const SKEW_MS = 15 * 60_000;
const sha256 = (data: Buffer | string) => createHash("sha256").update(data).digest("hex");
const hmac = (key: Buffer | string, text: string) => createHmac("sha256", key).update(text).digest();

/**
 * AWS Signature Version 4 in the Authorization header, as Amazon documents it ("Authenticating Requests: Using the Authorization Header"): canonical
 * request, string to sign, derived key. The body's hash must be that of the body. @throws S3Refusal
 */
export function verifySignature(request: SignedRequest, account: S3Account, now: Date): void {
  const header = (name: string) => [request.headers[name] ?? []].flat().join(",");
  const parsed = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/.exec(header("authorization"));
  if (!parsed) throw new S3Refusal(403, "AccessDenied", "Access Denied");
  const [, keyId = "", day = "", region = "", signedList = "", signature = ""] = parsed;
  if (keyId !== account.accessKeyId) throw new S3Refusal(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
  if (region !== account.region) throw new S3Refusal(400, "AuthorizationHeaderMalformed", `The authorization header is malformed; the region '${region}' is wrong; expecting '${account.region}'`);
  const stamp = header("x-amz-date");
  const at = Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (!stamp.startsWith(day) || !(Math.abs(now.getTime() - at) < SKEW_MS)) throw new S3Refusal(403, "RequestTimeTooSkewed", "The difference between the request time and the current time is too large.");
  const signed = signedList.split(";");
  const mustBeSigned = ["host", ...Object.keys(request.headers).filter((name) => name.startsWith("x-amz-"))];
  if (mustBeSigned.some((name) => !signed.includes(name))) throw new S3Refusal(403, "AccessDenied", "There were headers present in the request which were not signed");

  const payload = header("x-amz-content-sha256");
  if (!payload) throw new S3Refusal(400, "InvalidRequest", "Missing required header for this request: x-amz-content-sha256");
  if (payload.startsWith("STREAMING-")) throw new S3Refusal(501, "NotImplemented", "Chunked uploads are not implemented, as at several providers.");
  // over plain HTTP the body has to be signed
  if (payload !== sha256(request.body)) throw new S3Refusal(400, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.");

  const [path = "/", query = ""] = request.target.split("?");
  const canonicalQuery = query.split("&").filter(Boolean).map((pair) => (pair.includes("=") ? pair : `${pair}=`)).sort().join("&");
  const canonicalHeaders = signed.map((name) => `${name}:${header(name).trim().replace(/ +/g, " ")}\n`).join("");
  const canonical = [request.method, path, canonicalQuery, canonicalHeaders, signedList, payload].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", stamp, scope, sha256(canonical)].join("\n");
  const key = hmac(hmac(hmac(hmac(`AWS4${account.secretAccessKey}`, day), region), "s3"), "aws4_request");
  const expected = createHmac("sha256", key).update(toSign).digest("hex");
  if (!timingSafeEqual(Buffer.from(expected), Buffer.from(signature))) throw new S3Refusal(403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.");
}
