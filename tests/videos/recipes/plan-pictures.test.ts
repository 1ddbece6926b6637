import { expect, test } from "vitest";
import { describePictureRole } from "#app/videos/recipes/describe-picture-role.ts";
import { findRecipe, isRecipe, recipes, settleChoices } from "#app/videos/recipes/find-recipe.ts";
import { planPictures as planInSentences } from "#app/videos/recipes/plan-pictures.ts";
import { tell } from "#app/words/say.ts";
import { makePicture, makeProduct } from "./make-product.ts";

const showcase = findRecipe("ecommerce-product-video");

/** The plan as somebody reads it. */
function planPictures(...of: Parameters<typeof planInSentences>) {
  const plan = planInSentences(...of);
  return { ...plan, blockers: plan.blockers.map(tell), notices: plan.notices.map(tell), leftOut: plan.leftOut.map((picture) => ({ ...picture, reason: tell(picture.reason) })) };
}

test("pictures go in listing order under numbered names", () => {
  const { pictures, leftOut, blockers } = planPictures(makeProduct(), showcase);
  expect(pictures.map(({ mediaGid, filename }) => [mediaGid, filename])).toEqual([1, 2, 3, 4].map((n) => [`gid://shopify/MediaImage/${n}`, `0${n}-white-plimsolls.jpg`]));
  expect(pictures.map(({ role }) => role)).toEqual(["main view", "another view", "underside", "another view"]);
  expect(leftOut).toEqual([]);
  expect(blockers).toEqual([]);
});

test("small ones, doubles and those past the recipe's number are left out and named", () => {
  const pictures = [makePicture(1, { width: 199, height: 900 }), ...Array.from({ length: 9 }, (_, at) => makePicture(at + 2)), makePicture(2, { mediaGid: "gid://shopify/MediaImage/99", url: "https://cdn.shopify.com/s/files/2.jpg?v=2" })];
  const plan = planPictures(makeProduct({ pictures }), showcase);
  expect(plan.pictures).toHaveLength(8);
  expect(plan.pictures[0]).toMatchObject({ mediaGid: "gid://shopify/MediaImage/2", role: "main view" });
  expect(plan.leftOut.map(({ reason }) => reason)).toEqual([
    "Picture 1 is too small (199 × 900 pixels; the shorter side needs 200).",
    "Picture 10 comes after the first 8, which is as many as “Product showcase” uses.",
    "Picture 11 is the same as an earlier one.",
  ]);
});

test("the merchant's own choice and order count; the rest is named and could be used", () => {
  const gid = (n: number) => `gid://shopify/MediaImage/${n}`;
  const { pictures, leftOut } = planPictures(makeProduct(), showcase, undefined, [gid(3), gid(77), gid(1), gid(3)]);
  expect(pictures.map(({ mediaGid, filename, role }) => [mediaGid, filename, role])).toEqual([[gid(3), "01-white-plimsolls.jpg", "main view"], [gid(1), "02-white-plimsolls.jpg", "another view"]]);
  expect(leftOut.map(({ reason, mayUse }) => [reason, mayUse])).toEqual([["Picture 2 is not among those you chose.", true], ["Picture 4 is not among those you chose.", true]]);
  const small = planPictures(makeProduct({ pictures: [makePicture(1, { width: 99 }), makePicture(2)] }), showcase, undefined, [gid(1), gid(2)]);
  expect(small.leftOut).toEqual([expect.objectContaining({ mediaGid: gid(1), mayUse: false })]);
  // a choice of which nothing is left on the product is no choice any more
  expect(planPictures(makeProduct(), showcase, undefined, [gid(77)]).pictures).toHaveLength(4);
});

test("a picture of unknown size is taken", () => {
  expect(planPictures(makeProduct({ pictures: [makePicture(1, { width: null, height: null })] }), showcase).pictures).toHaveLength(1);
});

test("a product without a usable picture is refused with what to do", () => {
  for (const pictures of [[], [makePicture(1, { width: 50, height: 50 })]]) {
    const { blockers } = planPictures(makeProduct({ pictures }), showcase);
    expect(blockers).toEqual(["This product has no picture that can be used. Add at least one picture to the product in Shopify, then generate its video."]);
  }
});

test("the slideshow says when there are few pictures, and goes on", () => {
  const plan = planPictures(makeProduct(), findRecipe("video-create"));
  expect(plan.blockers).toEqual([]);
  expect(plan.notices).toEqual(["“Slideshow” works best with 5 pictures or more; this product has 4 pictures."]);
});

test("the footage recipe refuses without footage, and speaks of long footage", () => {
  const recipe = findRecipe("video-creator-job");
  expect(planPictures(makeProduct(), recipe).blockers).toEqual([expect.stringMatching(/your own footage, and there is none yet\. Add a clip .* choose another recipe\./)]);
  expect(planPictures(makeProduct({ pictures: [] }), recipe, { footage: 1, footageSeconds: 200 })).toMatchObject({ blockers: [], notices: [expect.stringContaining("4 minutes long")] });
});

test("a handle in another script still gives a name that every system can read", () => {
  expect(planPictures(makeProduct({ handle: "عصير-تفاح" }), showcase).pictures[0]?.filename).toBe("01-product.jpg");
  expect(planPictures(makeProduct({ handle: `crème-brûlée-${"x".repeat(80)}` }), showcase).pictures[0]?.filename).toMatch(/^01-[a-z-]{1,40}\.jpg$/);
});

test.each([
  [1, "back of it", "main view"],
  [2, "Back of the shoe", "back view"],
  [2, "Close-up of the seam", "detail"],
  [2, "Größentabelle", "size chart"],
  [2, "Model wearing it", "in use"],
  [2, "Hoodie in Forest Green", "a variant of the product"],
  [2, "Hoodie, M", "another view"],
  [2, null, "another view"],
])("picture %i with alt text %s is: %s", (position, alt, role) => {
  expect(describePictureRole({ position, alt, optionValues: ["Forest Green", "M"] })).toBe(role);
});

test("the four recipes have the names of their documents, and an unknown name is the default", () => {
  expect(recipes.map(({ name }) => name)).toEqual(["ecommerce-product-video", "ai-video-for-affiliate-marketing", "video-creator-job", "video-create"]);
  expect(recipes.every(({ name, skillSource }) => name === skillSource)).toBe(true);
  expect(isRecipe("video-create")).toBe(true);
  expect(isRecipe("__proto__")).toBe(false);
  expect(findRecipe("gone").name).toBe("ecommerce-product-video");
});

test("a chosen length stays inside what the recipe permits", () => {
  const promo = findRecipe("ai-video-for-affiliate-marketing");
  expect(settleChoices(promo, { language: "de", lengthSeconds: 300, format: undefined })).toMatchObject({ lengthSeconds: 60, format: "9:16", language: "de" });
  expect(settleChoices(showcase, { language: "en", lengthSeconds: 3, music: false })).toMatchObject({ lengthSeconds: 15, music: false });
});
