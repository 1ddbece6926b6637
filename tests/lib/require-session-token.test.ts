import { expect, test } from "vitest";
import { productGidOf, productPath } from "#app/lib/product-address.ts";
import { requireSessionToken } from "#app/lib/require-session-token.ts";

const thrownBy = (headers: Record<string, string>): unknown => {
  try {
    requireSessionToken(new Request("https://app.example/x", { headers }));
    return null;
  } catch (error) {
    return error;
  }
};

test.each([[{}], [{ Authorization: "" }], [{ Authorization: "Basic abc" }], [{ Authorization: "Bearer " }]])("a caller with %j is told so in JSON with 401", async (headers) => {
  const response = thrownBy(headers as Record<string, string>) as Response;
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ error: "A session token is needed." });
});

test("a caller with a session token goes on to the real check", () => {
  expect(thrownBy({ Authorization: "Bearer a.b.c" })).toBeNull();
});

test("a product's address holds its number and gives its global id back; anything else is no product", () => {
  expect(productPath("gid://shopify/Product/8001")).toBe("/app/products/8001");
  expect(productGidOf("8001")).toBe("gid://shopify/Product/8001");
  for (const wrong of [undefined, "", "abc", "1/2", "gid://shopify/Product/1", "1".repeat(21), "-1", "1e3"]) expect(productGidOf(wrong)).toBeNull();
});
