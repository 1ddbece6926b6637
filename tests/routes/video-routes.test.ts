import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { VideoView } from "#app/videos/video-view.ts";
import { answerOf, ask, openRoutes, sessionToken, SHOP, type OpenRoutes } from "./open-routes.ts";

const OTHER = "two.myshopify.com";
let routes: OpenRoutes;
let progress: typeof import("#app/routes/app.videos.$videoId_.progress.ts");
let homeProgress: typeof import("#app/routes/app.home-progress.ts");
let video: typeof import("#app/routes/app.videos.$videoId.tsx");
let product: typeof import("#app/routes/app.products.$productId.tsx");
let media: typeof import("#app/routes/media.$videoId.ts");
beforeAll(async () => {
  routes = await openRoutes();
  await routes.signIn(SHOP);
  await routes.signIn(OTHER);
  progress = await import("#app/routes/app.videos.$videoId_.progress.ts");
  homeProgress = await import("#app/routes/app.home-progress.ts");
  video = await import("#app/routes/app.videos.$videoId.tsx");
  product = await import("#app/routes/app.products.$productId.tsx");
  media = await import("#app/routes/media.$videoId.ts");
});
afterAll(() => routes.close());

const address = (id: string) => `/app/videos/${id}`;
const statusOf = async (id: string) => (await routes.db.video.findUniqueOrThrow({ where: { id } })).status;
const act = (id: string, form: Record<string, string>, shop = SHOP) => answerOf(video.action, ask(address(id), { shop, form }), { videoId: id });

test("the progress of a video is its view as JSON, never kept by a cache", async () => {
  const { id } = await routes.addVideo(SHOP, { status: "making", step: "generate" });
  const answer = await answerOf(progress.loader, ask(`${address(id)}/progress`, { shop: SHOP }), { videoId: id });
  expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([200, "no-store"]);
  expect((await answer.json()) as VideoView).toMatchObject({ id, status: "making", moving: true, productTitle: "Mug" });
});

test("JSON routes tell a caller without a session token so, in JSON", async () => {
  for (const answer of [await answerOf(progress.loader, ask("/app/videos/x/progress"), { videoId: "x" }), await answerOf(homeProgress.loader, ask("/app/home-progress"))]) {
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ error: "A session token is needed." });
  }
});

test("a session token that is over asks App Bridge for a new one", async () => {
  const answer = await answerOf(progress.loader, ask("/app/videos/x/progress", { headers: { Authorization: `Bearer ${sessionToken(SHOP, { expiresInSeconds: -600 })}` } }), { videoId: "x" });
  expect([answer.status, answer.headers.get("X-Shopify-Retry-Invalid-Session-Request")]).toEqual([401, "1"]);
});

test("another shop's video looks like one that does not exist, for reading and for every act", async () => {
  const { id } = await routes.addVideo(OTHER, { status: "ready", step: "approve" });
  expect((await answerOf(progress.loader, ask(`${address(id)}/progress`, { shop: SHOP }), { videoId: id })).status).toBe(404);
  expect((await answerOf(video.loader, ask(address(id), { shop: SHOP }), { videoId: id })).status).toBe(404);
  const acts: Record<string, string>[] = [{ intent: "approve", place: "last", alt: "x" }, { intent: "discard" }, { intent: "cancel" }, { intent: "retry" }, { intent: "say", text: "Make it shorter", as: "auto" }, { intent: "say", text: "status", as: "auto" }];
  for (const form of acts) {
    const answer = await act(id, form);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ done: null, problem: { code: "video.not_found" } });
  }
  expect(await statusOf(id)).toBe("ready");
});

test.each(["", "not-a-uuid", "../../etc", "00000000-0000-0000-0000-000000000000"])("the address /app/videos/%s says in words that there is no such video", async (id) => {
  const answer = await answerOf(video.loader, ask("/app/videos/x", { shop: SHOP }), { videoId: id });
  expect(answer.status).toBe(404);
  expect(await answer.json()).toEqual({ says: "There is no such video in your shop." });
});

test("discard acts once; the second time the page is told how it stands", async () => {
  const { id } = await routes.addVideo(SHOP, { status: "ready", step: "approve" });
  expect(await (await act(id, { intent: "discard" })).json()).toEqual({ done: "discard", problem: null, answer: null });
  expect(await statusOf(id)).toBe("discarded");
  const again = await act(id, { intent: "approve", place: "last", alt: "A mug" });
  expect(again.status).toBe(409);
  expect((await again.json()) as object).toMatchObject({ problem: { charge: expect.any(String), text: expect.stringMatching(/\w/) } });
});

test.each([
  {}, { intent: "publish" }, { intent: "approve" }, { intent: "approve", place: "somewhere", alt: "x" }, { intent: "approve", place: "-1", alt: "x" }, { intent: "approve", place: "last", alt: "x".repeat(513) },
  { intent: "approve", place: "last", alt: "x", version: "../1" }, { intent: "say" }, { intent: "say", text: "Make it shorter" }, { intent: "say", text: "Make it shorter", as: "order" }, { intent: "say", text: "x".repeat(20_001), as: "message" },
])("an act that no button sends (%j) is refused and changes nothing", async (form) => {
  const { id } = await routes.addVideo(SHOP, { status: "ready", step: "approve" });
  expect((await act(id, form as Record<string, string>)).status).toBe(400);
  expect(await statusOf(id)).toBe("ready");
});

test("words that need no message are answered; others are refused where nothing was ever sent, and no second video is begun", async () => {
  const { id } = await routes.addVideo(SHOP, { status: "ready", step: "approve" });
  expect(await (await act(id, { intent: "say", text: "status", as: "auto" })).json()).toMatchObject({ done: null, problem: null, answer: { intent: "state", says: expect.stringContaining("ready"), url: null } });
  const had = await routes.db.video.count();
  const refused = await act(id, { intent: "say", text: "status", as: "message" });
  expect([refused.status, await refused.json()]).toEqual([409, { done: null, answer: null, problem: expect.objectContaining({ code: "video.not_begun" }) }]);
  expect(await routes.db.video.count()).toBe(had);
});

test("a version of another shop is not put on a product from the page of one's own", async () => {
  const [{ id }, foreign] = [await routes.addVideo(SHOP, { status: "ready", step: "approve" }), await routes.addVideo(OTHER, { status: "ready", step: "approve" })];
  const answer = await act(id, { intent: "approve", place: "last", alt: "x", version: foreign.id });
  expect([answer.status, await answer.json()]).toEqual([409, expect.objectContaining({ problem: expect.objectContaining({ code: "video.not_found" }) })]);
  expect([await statusOf(id), await statusOf(foreign.id)]).toEqual(["ready", "ready"]);
});

test.each(["abc", "1e5", "gid://shopify/Product/1", "999999999999999999999"])("the address /app/products/%s says in words that there is no such product", async (id) => {
  const answer = await answerOf(product.loader, ask("/app/products/x", { shop: SHOP }), { productId: id });
  expect(answer.status).toBe(404);
  expect(await answer.json()).toEqual({ says: "This product is not in your shop, or not any more." });
});

test("a kept file comes by its signed link, whole or in parts, and by nothing else", async () => {
  const { id } = await routes.addVideo(SHOP, { status: "ready", step: "approve" });
  const keptFile = path.join("one", id, "r.mp4");
  mkdirSync(path.dirname(path.join(routes.keptDir, keptFile)), { recursive: true });
  writeFileSync(path.join(routes.keptDir, keptFile), "0123456789");
  await routes.db.render.create({ data: { id: `render_${id}`, videoId: id, keptFile, facts: { bytes: 10, sha256: "ab", width: 272, height: 272, durationMs: 1_000, videoCodec: "avc", audioCodec: "aac", fps: 12 } } });
  const view = (await (await answerOf(progress.loader, ask(`${address(id)}/progress`, { shop: SHOP }), { videoId: id })).json()) as VideoView;
  const link = view.player?.url ?? "";
  expect(link).toContain(`/media/${id}?`);
  const get = (to: string, headers = {}, of = id) => answerOf(media.loader, ask(to, { headers }), { videoId: of });

  const whole = await get(link);
  expect([whole.status, whole.headers.get("Content-Type"), await whole.text()]).toEqual([200, "video/mp4", "0123456789"]);
  const some = await get(link, { Range: "bytes=2-4" });
  expect([some.status, some.headers.get("Content-Range"), await some.text()]).toEqual([206, "bytes 2-4/10", "234"]);
  expect((await get(link, { Range: "bytes=10-" })).status).toBe(416);

  const other = await routes.addVideo(OTHER, { status: "ready", step: "approve" });
  expect((await get(link, {}, other.id)).status).toBe(404);
  expect((await get(link.replace(/signature=../, "signature=zz"))).status).toBe(404);
  expect((await get(link.replace(/expires=\d+/, "expires=9999999999999"))).status).toBe(404);
  expect((await get(`/media/${id}`)).status).toBe(404);
});
