import { buildSchema, parse, validate } from "graphql";
import { expect, test } from "vitest";
import { pruneSchema } from "#scripts/prune-schema.ts";

const schema = buildSchema(`
  schema { query: QueryRoot mutation: Mutation }
  interface Node { id: ID! }
  interface Media { id: ID! alt: String size: Int }
  enum Colour { RED BLUE }
  input Inner { colour: Colour }
  input Filter { inner: Inner, unused: String }
  type Picture implements Node & Media { id: ID! alt: String size: Int width: Int }
  type Film implements Node & Media { id: ID! alt: String size: Int length: Int }
  type Secret { id: ID! }
  type QueryRoot { media(filter: Filter): [Media!]! secret: Secret }
  type Mutation { rename(id: ID!, to: String): Picture }
`);

test("what the documents use is kept with its arguments' types, interfaces and nothing else; the text is the same every time", () => {
  const documents = ["query A { media { alt ... on Film { length } } }", "mutation B { rename(id: 1) { id width } }"];
  const sdl = pruneSchema(schema, documents);
  const pruned = buildSchema(sdl);
  for (const document of documents) expect(validate(pruned, parse(document))).toEqual([]);
  expect(Object.keys(pruned.getTypeMap()).filter((name) => !name.startsWith("__")).sort())
    .toEqual(["Boolean", "Colour", "Film", "Filter", "ID", "Inner", "Int", "Media", "Mutation", "Picture", "QueryRoot", "String"]);
  expect(sdl).toMatch(/type Film implements Media \{\n {2}alt: String\n {2}length: Int\n\}/);
  expect(pruneSchema(schema, documents.toReversed())).toBe(sdl);
});

test("a document that the schema does not know stops it", () => {
  expect(() => pruneSchema(schema, ["{ media { weight } }"])).toThrow('Cannot query field "weight"');
});
