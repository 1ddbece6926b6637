import { z } from "zod";
import { sentence } from "#app/words/say.ts";
import { stagedVideoUpload } from "./admin-documents.ts";
import type { AdminGraphql } from "./admin-graphql.server.ts";
import type { StagedTarget } from "./shopify-admin.ts";
import { publishError, refuseUserErrors } from "./shopify-errors.ts";

/** `userErrors` of every kind. */
export const userErrors = z.array(z.object({ code: z.string().nullish(), field: z.array(z.string()).nullish(), message: z.string() }));

const answer = z.object({
  stagedUploadsCreate: z.object({
    stagedTargets: z
      .array(z.object({ url: z.string().nullable(), resourceUrl: z.string().nullable(), parameters: z.array(z.object({ name: z.string(), value: z.string() })) }))
      .nullable(),
    userErrors,
  }),
});

/**
 * Asks for the place of one upload. Each one takes a slot of the shop's video limits until it expires, used or not (platform §2.3),
 * so this is not repeated by itself. `bytes` must be the exact size: Google's policy refuses any other.
 */
export async function createStagedTarget(graphql: AdminGraphql, o: { filename: string; bytes: number }): Promise<StagedTarget> {
  const { stagedUploadsCreate } = await graphql({
    document: stagedVideoUpload,
    // the size as text: UnsignedInt64 is larger than a GraphQL number
    variables: { input: [{ resource: "VIDEO", httpMethod: "POST", filename: o.filename, mimeType: "video/mp4", fileSize: String(o.bytes) }] },
    result: answer,
    repeat: "never",
  });
  refuseUserErrors("StagedVideoUpload", stagedUploadsCreate.userErrors);
  const target = stagedUploadsCreate.stagedTargets?.[0];
  if (!target?.url || !target.resourceUrl) {
    throw publishError({ code: "shopify.staged_target_missing", message: "StagedVideoUpload: no target and no reason", says: sentence("shopify.staged_target_missing"), retryable: true, retryAfterMs: 60_000 });
  }
  return { url: target.url, resourceUrl: target.resourceUrl, parameters: target.parameters };
}
