import type { ShopWorld } from "#fakes/shopify/shop-world.ts";
import type { StagedTargetRecord } from "#fakes/shopify/state/shop-state.ts";
import { ACCESS_ID, BUCKET, isSignature, readPolicy } from "./upload-policy.ts";

export interface Refusal {
  status: number;
  code: string;
  message: string;
  details?: string;
}

const ORDER = ["GoogleAccessId", "key", "policy", "signature", "file"];

/** Checks the fields that came before the file (platform §2.2 step 3). Answers the target, or why the storage refuses. */
export function checkUploadForm(world: ShopWorld, fields: Map<string, string>, fieldOrder: string[]): StagedTargetRecord | Refusal {
  const denied = (code: string, message: string): Refusal => ({ status: 403, code, message });
  const invalid = (details: string): Refusal =>
    ({ status: 400, code: "InvalidPolicyDocument", message: "The content of the form does not meet the conditions specified in the policy document.", details });
  const policyText = fields.get("policy");
  if (!policyText || !fields.get("signature") || fields.get("GoogleAccessId") !== ACCESS_ID) return denied("AccessDenied", "Access denied.");
  if (!isSignature(fields.get("signature") ?? "", policyText, world.state.uploadSecret)) {
    return denied("SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.");
  }
  const policy = readPolicy(policyText);
  if (!policy || policy.bucket !== BUCKET) return invalid("The policy cannot be read.");
  if (policy.expiresAt <= Date.now()) return invalid("Policy expired.");
  const target = world.state.stagedTargets.find((one) => one.key === policy.key && one.method === "POST");
  if (!target || fields.get("key") !== policy.key) return invalid("Policy did not reference these fields: key");
  const foreign = [...fields.keys()].filter((name) => !ORDER.includes(name));
  if (foreign.length) return invalid(`Policy did not reference these fields: ${foreign.join(", ")}`);
  if (fieldOrder.join() !== ORDER.join()) return { status: 400, code: "InvalidArgument", message: "The parameters must be sent in the order given, the file last." };
  return target;
}
