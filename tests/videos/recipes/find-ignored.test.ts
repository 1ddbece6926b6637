import { expect, test } from "vitest";
import { findIgnored } from "#app/videos/recipes/find-ignored.ts";
import { findRecipe, settleChoices } from "#app/videos/recipes/find-recipe.ts";
import { makeProduct } from "./make-product.ts";

const choices = settleChoices(findRecipe("ecommerce-product-video"), { language: "en" });
const brand = { tagline: "Made slowly", colours: [], endCard: true, neverWords: [] };

test("a price is ignored where the product has none, and only where it was wished for", () => {
  const wanted = { ...choices, showPrice: true };
  expect(findIgnored({ product: makeProduct(), choices: wanted })).toEqual([]);
  expect(findIgnored({ product: makeProduct({ price: null }), choices: wanted })).toEqual(["price"]);
  expect(findIgnored({ product: makeProduct({ price: { min: "0.0", max: "0.0", currencyCode: "EUR" } }), choices: wanted })).toEqual(["price"]);
  expect(findIgnored({ product: makeProduct({ price: null }), choices })).toEqual([]);
});

test("a brand's closing card is ignored without words on the screen", () => {
  expect(findIgnored({ product: makeProduct(), choices, brand })).toEqual([]);
  expect(findIgnored({ product: makeProduct(), choices: { ...choices, captions: false }, brand })).toEqual(["endCard"]);
  expect(findIgnored({ product: makeProduct(), choices: { ...choices, captions: false }, brand: { ...brand, endCard: false } })).toEqual([]);
});
