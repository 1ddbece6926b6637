import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { buildSchema, NoDeprecatedCustomRule, parse, specifiedRules, validate, type GraphQLError, type OperationDefinitionNode } from "graphql";
import { expect, test } from "vitest";
import * as documents from "#app/shopify/admin-documents.ts";
import * as ofMetafields from "#app/shopify/metafield-documents.ts";
import * as ofSelections from "#app/shopify/selection-documents.ts";

const root = path.resolve(import.meta.dirname, "../..");
const schema = buildSchema(readFileSync(path.join(root, "fakes/shopify/admin-2026-10.pruned.graphql"), "utf8"));
const all: [string, string][] = Object.entries({ ...documents, ...ofMetafields, ...ofSelections });
const faults = (document: string): readonly GraphQLError[] => validate(schema, parse(document), [...specifiedRules, NoDeprecatedCustomRule]);

test.each(all)("%s is valid in Shopify's version 2026-10 and uses nothing deprecated", (_name, document) => {
  expect(faults(document).map(({ message }) => message)).toEqual([]);
});

test("a wrong field, a wrong argument and a deprecated field would be found", () => {
  expect(faults("query A { shop { colour } }")).not.toEqual([]);
  expect(faults("query B { products(first: 1, frist: 2) { nodes { id } } }")).not.toEqual([]);
  const old = buildSchema('type Query { a: Int @deprecated(reason: "old") }');
  expect(validate(old, parse("query C { a }"), [NoDeprecatedCustomRule])).toHaveLength(1);
});

test("every document is one operation with a name of its own", () => {
  const names = all.map(([, document]) => {
    const { definitions } = parse(document);
    expect(definitions).toHaveLength(1);
    return (definitions[0] as OperationDefinitionNode).name?.value;
  });
  expect(names).not.toContain(undefined);
  expect(new Set(names).size).toBe(all.length);
});

/** GraphQL written into code: a named or anonymous operation or a fragment with a selection. */
const looksLikeGraphql = (code: string): boolean => /\b(?:query|mutation|subscription)\b\s*\w*\s*(?:\([^)]*\$[^)]*\))?\s*\{\s*\w+\s*(?:\(|\{)|\bfragment\s+\w+\s+on\s+[A-Z]/.test(code);

test("no GraphQL document stands outside the files for them", () => {
  const files = ["app", "extensions"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.(ts|tsx|js|jsx|graphql|gql)$/.test(file) && !/node_modules|dist\//.test(file))
      .map((file) => path.join(folder, file)),
  );
  const found = files.filter((file) => looksLikeGraphql(readFileSync(path.join(root, file), "utf8")));
  expect(found.sort()).toEqual(["admin-documents.ts", "metafield-documents.ts", "selection-documents.ts"].map((name) => path.join("app", "shopify", name)));
});

test("the search for GraphQL finds what is planted and nothing in ordinary code", () => {
  expect(looksLikeGraphql("const x = `query { shop { name } }`")).toBe(true);
  expect(looksLikeGraphql("`mutation Do($id: ID!) {\n fileUpdate(files: []) { userErrors { message } } }`")).toBe(true);
  expect(looksLikeGraphql("fragment Bits on Product { id }")).toBe(true);
  expect(looksLikeGraphql("const { query } = o; if (query) { run(query); }")).toBe(false);
});
