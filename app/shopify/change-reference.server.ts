import { z } from "zod";
import { updateFiles } from "./admin-documents.ts";
import type { AdminGraphql } from "./admin-graphql.server.ts";
import { userErrors } from "./create-staged-target.server.ts";
import { refuseUserErrors } from "./shopify-errors.ts";

const answer = z.object({ fileUpdate: z.object({ userErrors }) });

/**
 * Adds a READY file to a product's media or takes it off again; the file itself stays in the store. `alt` changes its alt text in the same call. References are a set, so the
 * same call twice ends the same (platform §7) and is repeated after a lost answer. `shopify.file_not_ready` comes with a wait.
 */
export async function changeReference(graphql: AdminGraphql, change: "add" | "remove", o: { fileGid: string; productGid: string; alt?: string | undefined }): Promise<void> {
  const references = change === "add" ? { referencesToAdd: [o.productGid] } : { referencesToRemove: [o.productGid] };
  const { fileUpdate } = await graphql({ document: updateFiles, variables: { files: [{ id: o.fileGid, ...references, ...(o.alt !== undefined && { alt: o.alt }) }] }, result: answer, repeat: "safe" });
  refuseUserErrors("UpdateFiles", fileUpdate.userErrors);
}
