import { expect, test } from "vitest";
import { buildListSearch } from "#app/shopify/build-list-search.ts";

const narrow = { productStatus: null, collectionGid: null };
const collectionGid = "gid://shopify/Collection/33001";

test("without anything to narrow by, what was typed is all there is", () => {
  expect(buildListSearch({ search: "", narrow })).toBeNull();
  expect(buildListSearch({ search: "mug" })).toBe("mug*");
  expect(buildListSearch({ search: 'mug tag:"oven safe"', narrow })).toBe('tag:"oven safe" mug*');
});

test("a status goes before the words", () => {
  expect(buildListSearch({ search: "mug", narrow: { ...narrow, productStatus: "DRAFT" } })).toBe("status:draft mug*");
});

test("in a collection every word is a filter on the title, whatever it holds", () => {
  expect(buildListSearch({ search: "", narrow: { productStatus: "ACTIVE", collectionGid } })).toBe("status:active collection_id:33001");
  expect(buildListSearch({ search: 'blue tag:x "OR" (', narrow: { ...narrow, collectionGid } })).toBe('collection_id:33001 title:blue* title:"tag:x" title:"\\"OR\\""');
});
