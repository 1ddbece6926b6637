import { createHash } from "node:crypto";
import { findProduct, type ShopWorld } from "#fakes/shopify/shop-world.ts";
import { nextGid } from "#fakes/shopify/state/open-shop-state.ts";
import type { MetafieldRecord } from "#fakes/shopify/state/shop-state.ts";

const INSTALLATION = "gid://shopify/AppInstallation/";
const digest = (value: string) => createHash("sha256").update(value).digest("hex");

const toNode = (record: MetafieldRecord) => ({
  __typename: "Metafield", id: record.gid, namespace: record.namespace, key: record.key, type: record.type, value: record.value, compareDigest: digest(record.value),
});

const find = (world: ShopWorld, ownerGid: string, namespace: string, key: string) =>
  world.state.metafields.find((one) => one.ownerGid === ownerGid && one.namespace === namespace && one.key === key);

/** The metafield of an owner, or null. */
export function metafieldNode(world: ShopWorld, ownerGid: string, { namespace, key }: { namespace?: string | null; key: string }) {
  const record = find(world, ownerGid, namespace ?? "app", key);
  return record ? toNode(record) : null;
}

interface MetafieldInput {
  ownerId: string;
  namespace?: string | null;
  key: string;
  type?: string | null;
  value: string;
  compareDigest?: string | null;
}

/** metafieldsSet: all or nothing; `compareDigest`, where given, must be the digest of the value it replaces (platform §7). */
export function metafieldsSet(world: ShopWorld, { metafields }: { metafields: MetafieldInput[] }) {
  const userErrors = metafields.flatMap((input, index) => {
    const error = (code: string, field: string, message: string) => [{ code, message, elementIndex: index, field: ["metafields", String(index), field] }];
    const old = find(world, input.ownerId, input.namespace ?? "app", input.key);
    if (!input.ownerId.startsWith(INSTALLATION) && !findProduct(world, input.ownerId)) return error("INVALID", "ownerId", "Owner does not exist.");
    if (!old && !input.type) return error("BLANK", "type", "Type can't be blank");
    if (input.compareDigest != null && old && digest(old.value) !== input.compareDigest) return error("STALE_OBJECT", "compareDigest", "The resource has been updated since it was loaded.");
    return [];
  });
  if (userErrors.length) return { metafields: [], userErrors };
  const set = metafields.map((input) => {
    const namespace = input.namespace ?? "app";
    let record = find(world, input.ownerId, namespace, input.key);
    if (!record) {
      record = { gid: nextGid(world.state, "Metafield"), ownerGid: input.ownerId, namespace, key: input.key, type: "", value: "" };
      world.state.metafields.push(record);
    }
    Object.assign(record, { type: input.type ?? record.type, value: input.value });
    return toNode(record);
  });
  world.save();
  return { metafields: set, userErrors };
}

/** metafieldsDelete: null in the list for one that was not there. */
export function metafieldsDelete(world: ShopWorld, { metafields }: { metafields: { ownerId: string; namespace: string; key: string }[] }) {
  const deletedMetafields = metafields.map(({ ownerId, namespace, key }) => {
    const record = find(world, ownerId, namespace, key);
    world.state.metafields = world.state.metafields.filter((one) => one !== record);
    return record ? { ownerId, namespace, key } : null;
  });
  world.save();
  return { deletedMetafields, userErrors: [] };
}
