import { z } from "zod";
import type { AdminGraphql } from "./admin-graphql.server.ts";
import { userErrors } from "./create-staged-target.server.ts";
import { deleteMetafields, setMetafields } from "./metafield-documents.ts";
import { refuseUserErrors } from "./shopify-errors.ts";

/** The metafield that says that a product shows a video made with AI: `product.metafields.shelfreel.ai_video` in a theme. */
export const disclosureField = { namespace: "shelfreel", key: "ai_video" } as const;

const setAnswer = z.object({ metafieldsSet: z.object({ userErrors }) });
const deleteAnswer = z.object({ metafieldsDelete: z.object({ userErrors }) });

/** What Shopify says where there is one already, of whatever type. */
const taken = ["STALE_OBJECT", "INVALID_TYPE"];

/**
 * Writes it, 11 points, with the access of the product itself (platform §1.3). "there" when the product has one already, whoever wrote it: that
 * stays as it is. Not repeated inside: after `shopify.answer_lost` the next call says "there" if the first one wrote it.
 */
export async function setDisclosure(graphql: AdminGraphql, o: { productGid: string }): Promise<"written" | "there"> {
  const metafields = [{ ownerId: o.productGid, ...disclosureField, type: "boolean", value: "true", compareDigest: null }];
  const { metafieldsSet } = await graphql({ document: setMetafields, variables: { metafields }, result: setAnswer, repeat: "never" });
  if (metafieldsSet.userErrors.some(({ code }) => code && taken.includes(code))) return "there";
  refuseUserErrors("SetMetafields", metafieldsSet.userErrors);
  return "written";
}

/** Deletes it, 11 points; nothing happens where there is none. */
export async function deleteDisclosure(graphql: AdminGraphql, o: { productGid: string }): Promise<void> {
  const { metafieldsDelete } = await graphql({ document: deleteMetafields, variables: { metafields: [{ ownerId: o.productGid, ...disclosureField }] }, result: deleteAnswer, repeat: "safe" });
  refuseUserErrors("DeleteMetafields", metafieldsDelete.userErrors);
}
