import { afterAll, beforeAll, expect, test } from "vitest";
import { createSecretBox } from "#app/lib/seal-secret.server.ts";
import { answerOf, ask, openRoutes, SHOP, type OpenRoutes } from "./open-routes.ts";

const OTHER = "two.myshopify.com";
let routes: OpenRoutes;
let project: typeof import("#app/routes/app.videos.$videoId_.project.ts");
beforeAll(async () => {
  routes = await openRoutes();
  await routes.signIn(SHOP);
  await routes.signIn(OTHER);
  project = await import("#app/routes/app.videos.$videoId_.project.ts");
});
afterAll(() => routes.close());

const wish = async (shop: string | null, videoId: string) => {
  const answer = await answerOf(project.action, ask(`/app/videos/${videoId}/project`, { ...(shop && { shop }), form: {} }), { videoId });
  return { status: answer.status, body: (await answer.json()) as unknown, cache: answer.headers.get("Cache-Control") };
};

test("a video without a project at NemoVideo has no link, and the answer is kept nowhere", async () => {
  const { id } = await routes.addVideo(SHOP, { status: "failed", step: "check" });
  expect(await wish(SHOP, id)).toEqual({ status: 200, body: { link: null }, cache: "no-store" });
});

test("when NemoVideo cannot be reached there is no link, and no error page either", async () => {
  const { id, shop, productGid } = await routes.addVideo(SHOP, { status: "attention", step: "collect" });
  const nemoSession = await routes.db.nemoSession.create({ data: { shop, productGid, nemoSessionId: "5529798706024415232", nemoTaskId: "7" } });
  await routes.db.video.update({ where: { id }, data: { nemoRowId: nemoSession.id } });
  await routes.db.shop.update({ where: { domain: SHOP }, data: { nemoAccountKind: "own", nemoTokenSealed: createSecretBox("ab".repeat(32)).seal("nmv_usr_canary") } });
  expect((await wish(SHOP, id)).body).toEqual({ link: null });
});

test("another shop's video has no project for us, and without a session token nobody is answered", async () => {
  const { id } = await routes.addVideo(OTHER, { status: "attention", step: "collect" });
  expect((await wish(SHOP, id)).status).toBe(404);
  expect((await wish(null, id)).status).toBe(401);
});
