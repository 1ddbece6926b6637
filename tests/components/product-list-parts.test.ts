import { expect, test } from "vitest";
import { batchOffers } from "#app/components/batch-offers.ts";
import { rangeWords, suggestedCap } from "#app/components/batches/batch-words.ts";
import { changeListAddress, readListAddress } from "#app/components/product-list-address.ts";
import { countOf } from "#app/words/count-words.ts";

const at = (query: string) => readListAddress(new URLSearchParams(query));

test("an address that makes no sense is that of the whole list", () => {
  expect(at("view=everything&status=sold&collection=x%22&after=")).toEqual(at(""));
  expect(at("search=%20mug%20&view=ready")).toMatchObject({ search: "mug", view: "ready", status: "", collection: "", after: "" });
});

test("what is too long counts as not there, and what is there twice as the last of it", () => {
  expect(at(`search=${"s".repeat(201)}&in=${"i".repeat(256)}&after=${"a".repeat(501)}&collection=${"1".repeat(21)}`)).toEqual(at(""));
  expect(at(`search=${"s".repeat(200)}++&search=mug&view=ready&view=stale`)).toMatchObject({ search: "mug", view: "stale" });
});

test("whatever is changed, the list begins at its first page and keeps the rest", () => {
  expect(changeListAddress(at("search=mug&view=ready&after=abc"), { view: "all" })).toBe("?search=mug");
  expect(changeListAddress(at("search=mug&after=abc"), { collection: "7", in: "Mugs & more" })).toBe("?search=mug&collection=7&in=Mugs+%26+more");
});

test("a batch of more than what is ticked is offered only where it means exactly what the list shows", () => {
  const kinds = (query: string) => batchOffers(at(query)).map(({ selection }) => selection);
  expect(kinds("")).toEqual([{ kind: "without_video" }]);
  expect(kinds("search=mug&status=DRAFT")).toEqual([{ kind: "search", search: "mug status:draft" }, { kind: "without_video" }]);
  expect(kinds("collection=7&in=Mugs")).toEqual([{ kind: "collection", collectionGid: "gid://shopify/Collection/7", collectionTitle: "Mugs" }, { kind: "without_video" }]);
  expect(kinds("collection=7&in=Mugs&search=blue")).toEqual([{ kind: "without_video" }]);
  expect(kinds("view=published&search=mug")).toEqual([]);
});

test("words of numbers", () => {
  expect([countOf(1, "video"), countOf(1_200, "product"), countOf(2, "batch")]).toEqual(["1 video", "1,200 products", "2 batches"]);
  expect([rangeWords({ from: 3, to: 8 }), rangeWords({ from: 130, to: 400 })]).toEqual(["3 to 8 minutes", "about 2 to 7 hours"]);
  expect([suggestedCap(0), suggestedCap(400), suggestedCap(10_000)]).toEqual([100, 500, 11_000]);
});
