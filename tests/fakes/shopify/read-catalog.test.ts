import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CatalogError } from "#fakes/shopify/catalog-product.ts";
import { builtInCatalogFile, readCatalog } from "#fakes/shopify/read-catalog.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "catalog-"));
  copyFileSync(path.resolve("fakes/shopify/catalog/images/olive-soap-1.jpg"), path.join(dir, "soap.jpg"));
  writeFileSync(path.join(dir, "note.txt"), "no picture");
});
afterEach(() => rmSync(dir, { recursive: true }));

const HEAD = "Handle,Title,Body (HTML),Vendor,Type,Tags,Option1 Name,Option1 Value,Variant Price,Image Src,Image Position,Image Alt Text,Status";
const read = (...lines: string[]) => {
  writeFileSync(path.join(dir, "products.csv"), lines.join("\n"));
  return readCatalog(path.join(dir, "products.csv"));
};
const messageOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(CatalogError);
    return (error as CatalogError).message;
  }
  return expect.fail("nothing was thrown");
};

test("the built-in catalogue has what is hard on purpose", () => {
  const catalog = readCatalog(builtInCatalogFile);
  expect(catalog[0]).toMatchObject({ handle: "stoneware-mug", options: [{ name: "Glaze", values: ["Oat", "Slate"] }] });
  expect(catalog[0]?.pictures).toHaveLength(4);
  expect(catalog.filter((product) => !product.pictures.length).map((product) => product.handle)).toEqual(["gift-wrapping"]);
  expect(catalog.filter((product) => product.status === "DRAFT").map((product) => product.handle)).toEqual(["wool-throw"]);
  expect(catalog.find((product) => product.handle === "oak-board")?.bodyHtml).toContain("<script>");
});

test("rows of one handle are one product, its pictures in their positions", () => {
  const [soap] = read(HEAD, "soap,Soap,<p>Green</p>,Z,Soap,\"a, b\",Title,Default Title,7.5,soap.jpg,2,Second,draft", "soap,,,,,,,,,./soap.jpg,1,,");
  expect(soap).toMatchObject({ tags: ["a", "b"], status: "DRAFT", variants: [{ price: "7.50" }] });
  expect(soap?.pictures.map((picture) => [picture.alt, picture.width, picture.mimeType])).toEqual([[null, 1200, "image/jpeg"], ["Second", 1200, "image/jpeg"]]);
});

test.each([
  ["a quote that is not closed", [HEAD, 'soap,"Soap,<p></p>'], /^products\.csv is not a readable CSV: .*line \d/],
  ["a row with too few cells", [HEAD, "soap,Soap"], /^products\.csv is not a readable CSV: .*line 2/],
  ["missing columns", ["Handle,Name", "soap,Soap"], /^products\.csv lacks the columns Title, Image Src: /],
  ["no products", [HEAD], /^products\.csv holds no products\.$/],
  ["no title", [HEAD, "soap,,,,,,,,,,,,"], /^products\.csv, line 2: the product soap has no Title\.$/],
  ["a missing picture", [HEAD, "soap,Soap,,,,,,,1,gone.jpg,1,,"], /^products\.csv, line 2: the picture gone\.jpg does not exist beside the CSV\.$/],
  ["a picture on the web", [HEAD, "soap,Soap,,,,,,,1,https://x.example/a.jpg,1,,"], /^products\.csv, line 2: the picture https:\/\/x\.example\/a\.jpg is a web address/],
  ["a file that is no picture", [HEAD, "soap,Soap,,,,,,,1,note.txt,1,,"], /^products\.csv, line 2: note\.txt is not a JPEG, PNG or WebP picture\.$/],
  ["a price in words", [HEAD, "soap,Soap,,,,,,,cheap,,,,"], /^products\.csv, line 2: the Variant Price "cheap" is not a price/],
  ["an unknown status", [HEAD, "soap,Soap,,,,,,,1,,,,sold"], /^products\.csv, line 2: the Status "sold" is not one of/],
])("%s is one sentence with the place", (_name, lines, sentence) => {
  const message = messageOf(() => read(...lines));
  expect(message).toMatch(sentence);
  expect(message).not.toContain("\n");
});

test("a missing file is one sentence", () => {
  expect(messageOf(() => readCatalog(path.join(dir, "none.csv")))).toBe(`The catalogue file ${path.join(dir, "none.csv")} does not exist.`);
});
