// What is written onto listings has the language of the video, whoever reads the panel; and says only once how the video was made.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { discloseAi, suggestAlt } from "#app/videos/listing-words.server.ts";
import { readIn } from "#app/words/words.server.ts";
import { openTestShop, SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";
import { gidsOf, running, workOff } from "./batches/drive-batches.ts";
import { usePublications } from "./use-publications.ts";

const HANDLE = "walnut-desk-lamp";
const TITLE = "Walnut Desk Lamp";
let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop({ perShop: 5, nemoCredits: 100_000, film: { size: 128, fps: 4 } });
});
afterAll(() => shop?.close());
const { undo, view } = usePublications(() => shop);
afterEach(async () => {
  for (const { id } of await shop.db.video.findMany({ where: { status: "published" } })) await undo(id);
  await shop.db.video.deleteMany();
  await shop.db.keptChoices.deleteMany();
  await shop.db.shop.updateMany({ data: { settings: {} } });
});
const choices = (language: string) => ({ format: "1:1", lengthSeconds: 20, language });
const altOn = (handle: string) => shop.product(handle).media.find(({ type }) => type === "VIDEO")?.alt;
const set = (settings: object) => shop.db.shop.upsert({ where: { domain: SHOP }, create: { domain: SHOP, settings }, update: { settings } });
async function made(language?: string): Promise<string> {
  const { videoId } = await shop.videos.requestVideo({ shop: SHOP, admin: shop.admin, productGid: shop.product(HANDLE).gid, recipe: null, chosen: language ? { language } : null, prompt: null, requestedBy: null });
  await shop.drive(videoId);
  return videoId;
}
async function publish(videoId: string, alt: string): Promise<string | null | undefined> {
  await shop.videos.approveVideo({ shop: SHOP, videoId, approvedBy: "42", place: "last", alt });
  await shop.drive(videoId);
  return altOn(HANDLE);
}

const said: [language: string, alt: string, disclosed: string][] = [
  ["en", "Video of Lamp", "Video of Lamp. Made with AI."],
  ["en-GB", "Video of Lamp", "Video of Lamp. Made with AI."],
  ["de", "Video von Lamp", "Video von Lamp. Mit KI erstellt."],
  ["de-AT", "Video von Lamp", "Video von Lamp. Mit KI erstellt."],
  ["fr", "Vidéo de Lamp", "Vidéo de Lamp. Créée avec l’IA."],
  ["ja", "Lampの動画", "Lampの動画。AIで作成。"],
  ["zh-CN", "Lamp 的视频", "Lamp 的视频。由 AI 制作。"],
  ["pt-BR", "Video of Lamp", "Video of Lamp. Made with AI."],
  ["no language!", "Video of Lamp", "Video of Lamp. Made with AI."],
];
test.each(said)("in %s: %j and %j", (language, alt, disclosed) => {
  const video = { productTitle: "Lamp", choices: choices(language) };
  readIn({ language: "fr", locale: "fr" }, () => expect([suggestAlt(video), discloseAi(alt, video)]).toEqual([alt, disclosed]));
});

test.each([...new Set(said.map(([, , disclosed]) => disclosed))].flatMap((disclosed) => ["en", "de", "ja"].map((language) => [disclosed, language] as const)))("%j says it already, also when the video is %s", (disclosed, language) => {
  expect(discloseAi(disclosed, { choices: choices(language) })).toBe(disclosed);
});

test.each(["A lamp (made with AI)", "Une lampe. Créée avec l'IA", "AIで作成した動画", "由AI制作的视频", "MADE  WITH AI: a lamp"])("however it is written: %j", (alt) => {
  expect(discloseAi(alt, { choices: choices("de") })).toBe(alt);
});

test("other words are no disclosure, and the limit of Shopify's holds with it", () => {
  expect(discloseAi("A lamp made with air.", { choices: choices("en") })).toBe("A lamp made with air. Made with AI.");
  expect(discloseAi("ランプ。", { choices: choices("ja") })).toBe("ランプ。AIで作成。");
  const long = discloseAi("💡".repeat(400), { choices: choices("de") });
  expect([long.length <= 512, long.endsWith("💡. Mit KI erstellt."), long.isWellFormed()]).toEqual([true, true, true]);
  const title = suggestAlt({ productTitle: "💡".repeat(400), choices: choices("ja") });
  expect([title.length <= 512, title.endsWith("の動画"), title.isWellFormed()]).toEqual([true, true, true]);
});

test("a German video in an English reader's hands: suggested, published and published again in German, once", async () => {
  await set({ discloseAi: true });
  const videoId = await made("de");
  expect((await view(videoId)).suggestedAlt).toBe(`Video von ${TITLE}`);
  const talk = await readIn({ language: "ja", locale: "ja" }, () => shop.videos.conversation({ shop: SHOP, videoId }));
  expect(talk?.versions[0]?.suggestedAlt).toBe(`Video von ${TITLE}`);
  expect(await publish(videoId, "")).toBe(`Video von ${TITLE}. Mit KI erstellt.`);
  await undo(videoId);
  const again = await shop.videos.conversation({ shop: SHOP, videoId });
  expect([again?.versions[0]?.suggestedAlt, (await view(videoId)).suggestedAlt]).toEqual(Array(2).fill(`Video von ${TITLE}. Mit KI erstellt.`));
  expect(await publish(videoId, (await view(videoId)).suggestedAlt)).toBe(`Video von ${TITLE}. Mit KI erstellt.`);
  await undo(videoId);
  // words of before, in English
  expect(await publish(videoId, "A lamp. Made with AI.")).toBe("A lamp. Made with AI.");
});

test("the shop's language where nobody chose one; by itself and as one of a batch", async () => {
  await set({ discloseAi: true, language: "fr", approval: "automatic" });
  await made();
  expect(altOn(HANDLE)).toBe(`Vidéo de ${TITLE}. Créée avec l’IA.`);
  await set({ language: "ja" });
  const handles = ["olive-soap", "beeswax-candle"];
  const batchId = await running(shop, gidsOf(shop, ...handles));
  await workOff(shop);
  expect(await shop.batches.approveReady({ shop: SHOP, batchId, videoIds: null, place: "last", approvedBy: "7" })).toEqual({ approved: 2, left: 0 });
  await workOff(shop);
  expect(handles.map(altOn)).toEqual(["صابون زيت الزيتون · Olive Oil Soapの動画", "Beeswax Candle 🕯️ “Hygge”の動画"]);
});
