import { readFileSync } from "node:fs";
import path from "node:path";
import {
  buildSchema, defaultFieldResolver, GraphQLError, GraphQLScalarType, isObjectType, isScalarType, Kind,
  type GraphQLFieldResolver, type GraphQLSchema,
} from "graphql";
import type { ShopWorld } from "#fakes/shopify/shop-world.ts";
import type { AccessTokenRecord } from "#fakes/shopify/state/shop-state.ts";
import { requireAccess } from "./access-scopes.ts";
import { fileCreate, fileDelete, fileUpdate } from "./resolvers/file-mutations.ts";
import { metafieldsDelete, metafieldsSet } from "./resolvers/metafields.ts";
import { productDeleteMedia, productReorderMedia, productUpdate } from "./resolvers/product-mutations.ts";
import { queries } from "./resolvers/queries.ts";
import { stagedUploadsCreate } from "./resolvers/stage-uploads.ts";

/** The version of the Admin API that the stand-in speaks, and the only one. */
export const API_VERSION = "2026-10";
const MAX_INPUT_ARRAY = 250;

export interface AdminContext {
  world: ShopWorld;
  token: AccessTokenRecord;
}

type RootResolver = (world: ShopWorld, args: never, granted: string[]) => unknown;
const mutations = {
  fileCreate, fileDelete, fileUpdate, metafieldsDelete, metafieldsSet, productDeleteMedia, productReorderMedia, productUpdate, stagedUploadsCreate,
};

/** Shopify's pruned schema with the stand-in's answers in it. */
export function buildAdminSchema(): GraphQLSchema {
  const schema = buildSchema(readFileSync(path.join(import.meta.dirname, `../admin-${API_VERSION}.pruned.graphql`), "utf8"));
  for (const type of Object.values(schema.getTypeMap())) {
    if (isScalarType(type)) makeStrict(type);
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      const resolve = rootResolver(type.name, field.name) ?? defaultFieldResolver;
      field.resolve = (source, args, context: AdminContext, info) => {
        requireAccess(type.name, field.name, context.token.scopes);
        checkArrays(args);
        return resolve(source, args, context, info);
      };
    }
  }
  return schema;
}

function rootResolver(typeName: string, fieldName: string): GraphQLFieldResolver<unknown, AdminContext> | null {
  if (typeName !== "QueryRoot" && typeName !== "Mutation") return null;
  const table = (typeName === "Mutation" ? mutations : queries) as Record<string, RootResolver>;
  const resolver = table[fieldName];
  return (_source, args, { world, token }) => {
    if (!resolver) throw new GraphQLError(`The stand-in of Shopify does not answer ${fieldName} yet.`, { extensions: { code: "NOT_IN_STAND_IN" } });
    const refusal = typeName === "Mutation" ? world.faults.takeRefusal(fieldName) : null;
    // Every payload has one of the two lists; fields that the other kind of payload lacks are never asked for.
    if (refusal) return { userErrors: [refusal], mediaUserErrors: [refusal] };
    return resolver(world, args as never, token.scopes);
  };
}

/** No array of an input may have more than 250 elements (platform §1.5). */
function checkArrays(value: unknown): void {
  if (Array.isArray(value) && value.length > MAX_INPUT_ARRAY) {
    throw new GraphQLError(`The input array size of ${value.length} is greater than the maximum allowed of ${MAX_INPUT_ARRAY}.`, { extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" } });
  }
  if (value && typeof value === "object") Object.values(value).forEach(checkArrays);
}

function makeStrict(scalar: GraphQLScalarType) {
  if (scalar.name !== "UnsignedInt64") return;
  const read = (value: unknown) => {
    if (typeof value === "string" && /^\d+$/.test(value)) return value;
    throw new GraphQLError("UnsignedInt64 takes an unsigned whole number as a string.");
  };
  scalar.parseValue = read;
  scalar.parseLiteral = (node) => read(node.kind === Kind.STRING || node.kind === Kind.INT ? node.value : undefined);
}
