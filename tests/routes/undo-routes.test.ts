import { afterAll, beforeAll, expect, test } from "vitest";
import { answerOf, ask, openRoutes, SHOP, type OpenRoutes } from "./open-routes.ts";

const OTHER = "two.myshopify.com";
let routes: OpenRoutes;
let video: typeof import("#app/routes/app.videos.$videoId.tsx");
let settings: typeof import("#app/routes/app.settings.tsx");
let removal: typeof import("#app/routes/app.settings_.removal.ts");
beforeAll(async () => {
  routes = await openRoutes();
  await routes.signIn(SHOP);
  await routes.signIn(OTHER);
  video = await import("#app/routes/app.videos.$videoId.tsx");
  settings = await import("#app/routes/app.settings.tsx");
  removal = await import("#app/routes/app.settings_.removal.ts");
});
afterAll(() => routes.close());

const act = (id: string, intent: string, shop = SHOP) => answerOf(video.action, ask(`/app/videos/${id}`, { shop, form: { intent } }), { videoId: id });
const row = (id: string) => routes.db.video.findUniqueOrThrow({ where: { id }, include: { publication: true } });
async function published(shop: string, change: { status?: string; step?: string } = {}) {
  const { id } = await routes.addVideo(shop, { status: "published", step: "done", ...change });
  await routes.db.publication.create({ data: { videoId: id, shop, productGid: "gid://shopify/Product/1", filename: `${id}.mp4`, alt: "A mug", state: "DONE", fileGid: `gid://shopify/Video/${id}`, doneAt: new Date() } });
  return id;
}

test("a published video is sent on its way off, by the person who asked; a stopped one is left as it is", async () => {
  const id = await published(SHOP);
  expect(await (await act(id, "undo")).json()).toMatchObject({ done: "undo", problem: null });
  expect(await row(id)).toMatchObject({ status: "withdrawing", step: "detach", publication: { undoState: "WANTED", undoBy: "42" } });
  const stopped = await published(SHOP, { status: "attention", step: "detach" });
  expect(await (await act(stopped, "leave")).json()).toMatchObject({ done: "leave", problem: null });
  expect((await row(stopped)).status).toBe("published");
});

test("what is not on a product, and another shop's video, are refused with a sentence", async () => {
  const { id } = await routes.addVideo(SHOP, { status: "ready", step: "approve" });
  const answer = await act(id, "undo");
  expect([answer.status, await answer.json()]).toEqual([409, expect.objectContaining({ done: null, problem: expect.objectContaining({ code: "video.moved_on", text: expect.stringMatching(/not on the product/) }) })]);
  const foreign = await published(OTHER);
  expect((await act(foreign, "undo")).status).toBe(409);
  expect((await row(foreign)).status).toBe("published");
});

test("all are marked from the settings, only those of the shop, and the progress is JSON for its own page only", async () => {
  await published(SHOP);
  const form = () => answerOf(settings.action, ask("/app/settings", { shop: SHOP, form: { intent: "remove_all" } }), {});
  expect(await (await form()).json()).toMatchObject({ intent: "remove_all", done: true, problem: null });
  const look = async (shop?: string) => answerOf(removal.loader, ask("/app/settings/removal", { ...(shop && { shop }) }), {});
  expect(await (await look(SHOP)).json()).toMatchObject({ published: 2, removal: { total: 2, off: 0 }, moving: true });
  expect(await (await look(OTHER)).json()).toMatchObject({ published: 1, removal: null, moving: false });
  const stranger = await look();
  expect([stranger.status, await stranger.json()]).toEqual([401, { error: "A session token is needed." }]);
});

test("with nothing on a product there is nothing to remove, which is said", async () => {
  await routes.db.video.updateMany({ where: { shop: OTHER }, data: { status: "withdrawn" } });
  const answer = await answerOf(settings.action, ask("/app/settings", { shop: OTHER, form: { intent: "remove_all" } }), {});
  expect([answer.status, await answer.json()]).toEqual([409, expect.objectContaining({ done: false, problem: expect.objectContaining({ code: "video.nothing_published", text: "There is no video of this app on your products." }) })]);
});
