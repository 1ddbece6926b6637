import { createHash } from "node:crypto";
import { findProduct, type ShopWorld } from "#fakes/shopify/shop-world.ts";
import { nextGid } from "#fakes/shopify/state/open-shop-state.ts";
import type { MetafieldRecord } from "#fakes/shopify/state/shop-state.ts";
import { requireScopes } from "#fakes/shopify/admin-api/access-scopes.ts";
import { isMetafieldValue } from "./metafield-values.ts";

const INSTALLATION = "gid://shopify/AppInstallation/77001";
/** Of this app; what `$app` stands for. */
const OWN_NAMESPACE = "app--5001";
const MOST_AT_ONCE = 25;
const digest = (value: string) => createHash("sha256").update(value).digest("hex");

const toNode = (record: MetafieldRecord) => ({
  __typename: "Metafield", id: record.gid, namespace: record.namespace, key: record.key, type: record.type, value: record.value, compareDigest: digest(record.value),
});

/** The namespace as it is kept: the app's own where none is given, or `$app` and what follows it. */
const kept = (namespace: string | null | undefined) => (namespace == null ? OWN_NAMESPACE : namespace.replace(/^\$app(?::(.*))?$/, (_whole, rest?: string) => (rest ? `${OWN_NAMESPACE}--${rest}` : OWN_NAMESPACE)));

const find = (world: ShopWorld, ownerGid: string, namespace: string, key: string) =>
  world.state.metafields.find((one) => one.ownerGid === ownerGid && one.namespace === namespace && one.key === key);

/** The metafield of an owner, or null. */
export function metafieldNode(world: ShopWorld, ownerGid: string, { namespace, key }: { namespace?: string | null; key: string }) {
  const record = find(world, ownerGid, kept(namespace), key);
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

const isThere = (world: ShopWorld, ownerGid: string) => ownerGid === INSTALLATION || findProduct(world, ownerGid) !== null;

/** The access of the owner (platform §1.3): a product's metafield is a change of the product. */
function requireOwnerAccess(fieldName: string, owners: string[], granted: string[]) {
  if (owners.some((gid) => gid !== INSTALLATION)) requireScopes(fieldName, ["write_products"], granted);
}

/**
 * metafieldsSet: at most 25, all or nothing. `compareDigest`, where given, must be the digest of the value it replaces, and null where none is to
 * be there yet (platform §7; Shopify's own description of the mutation). Of an unstructured metafield the type stays what it is.
 */
export function metafieldsSet(world: ShopWorld, { metafields }: { metafields: MetafieldInput[] }, granted: string[]) {
  requireOwnerAccess("metafieldsSet", metafields.map(({ ownerId }) => ownerId), granted);
  if (metafields.length > MOST_AT_ONCE) return { metafields: [], userErrors: [{ code: "LESS_THAN_OR_EQUAL_TO", message: `Exceeded the maximum metafields input limit of ${MOST_AT_ONCE}.`, elementIndex: null, field: ["metafields"] }] };
  const userErrors = metafields.flatMap((input, index) => {
    const wrong = checkInput(world, input);
    return wrong ? [{ code: wrong.code, message: wrong.message, elementIndex: index, field: ["metafields", String(index), wrong.field] }] : [];
  });
  if (userErrors.length) return { metafields: [], userErrors };
  const set = metafields.map((input) => {
    const namespace = kept(input.namespace);
    let record = find(world, input.ownerId, namespace, input.key);
    if (!record) {
      record = { gid: nextGid(world.state, "Metafield"), ownerGid: input.ownerId, namespace, key: input.key, type: "", value: "" };
      world.state.metafields.push(record);
    }
    Object.assign(record, { type: input.type ?? record.type, value: input.value });
    world.ledger.metafieldWrites.push({ at: Date.now(), ownerGid: input.ownerId, namespace, key: input.key, value: input.value });
    return toNode(record);
  });
  world.save();
  return { metafields: set, userErrors };
}

function checkInput(world: ShopWorld, input: MetafieldInput): { code: string; field: string; message: string } | null {
  const namespace = kept(input.namespace);
  const old = find(world, input.ownerId, namespace, input.key);
  if (!isThere(world, input.ownerId)) return { code: "INVALID", field: "ownerId", message: "Owner does not exist." };
  if (/^app--/.test(namespace) && !namespace.startsWith(OWN_NAMESPACE)) return { code: "APP_NOT_AUTHORIZED", field: "namespace", message: "Access to this namespace and key on Metafields for this resource type is not allowed." };
  const names = checkName("namespace", namespace, 3, 255) ?? checkName("key", input.key, 2, 64);
  if (names) return names;
  const type = input.type ?? old?.type;
  if (!type) return { code: "BLANK", field: "type", message: "Type can't be blank" };
  const fits = isMetafieldValue(type, input.value);
  if (fits === null) return { code: "INCLUSION", field: "type", message: "Type must be one of the known types." };
  if (old && old.type !== type) return { code: "INVALID_TYPE", field: "type", message: `Type must be consistent with the existing one: '${old.type}'.` };
  if (!fits) return { code: "INVALID_VALUE", field: "value", message: `Value is not a valid ${type}.` };
  // Left out it asks for nothing.
  if (input.compareDigest !== undefined && input.compareDigest !== (old ? digest(old.value) : null)) return { code: "STALE_OBJECT", field: "compareDigest", message: "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value." };
  return null;
}

function checkName(field: "namespace" | "key", text: string, least: number, most: number) {
  if (text.length < least) return { code: "TOO_SHORT", field, message: `${field} is too short (minimum is ${least} characters)` };
  if (text.length > most) return { code: "TOO_LONG", field, message: `${field} is too long (maximum is ${most} characters)` };
  return /^[\w-]+$/.test(text) ? null : { code: "INVALID", field, message: `${field} may only contain letters, digits, underscores and hyphens` };
}

/** metafieldsDelete: null in the list for one that was not there. */
export function metafieldsDelete(world: ShopWorld, { metafields }: { metafields: { ownerId: string; namespace: string; key: string }[] }, granted: string[]) {
  requireOwnerAccess("metafieldsDelete", metafields.map(({ ownerId }) => ownerId), granted);
  const missing = metafields.flatMap(({ ownerId }, index) => (isThere(world, ownerId) ? [] : [{ field: ["metafields", String(index), "ownerId"], message: "Owner does not exist." }]));
  if (missing.length) return { deletedMetafields: [], userErrors: missing };
  const deletedMetafields = metafields.map(({ ownerId, namespace, key }) => {
    const record = find(world, ownerId, kept(namespace), key);
    world.state.metafields = world.state.metafields.filter((one) => one !== record);
    if (record) world.ledger.metafieldWrites.push({ at: Date.now(), ownerGid: ownerId, namespace: record.namespace, key, value: null });
    return record ? { ownerId, namespace, key } : null;
  });
  world.save();
  return { deletedMetafields, userErrors: [] };
}
