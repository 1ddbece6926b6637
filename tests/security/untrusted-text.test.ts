// Text of strangers is data wherever it goes: product titles, alt texts, file names and NemoVideo's replies, with markup, characters that
// turn a line around, formulas and search syntax in them.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { APP_ORIGIN, openApp, sessionToken, SHOP, type OpenApp } from "#tests/setup/open-app.ts";
import { openTestShop, SHOP as TEST_SHOP } from "#tests/setup/open-test-shop.ts";
import { seedShop, type SeededShop } from "./seed-shop.ts";

const MARKUP = `</script><script>alert("canary-run")</script><img src=x onerror=alert(1)>`;
const TURN = "\u202Egpj.exe\u202C \u2066x\u2069 \u0000\u0007\u009B31m";
const HOSTILE = `${MARKUP} ${TURN} " OR status:draft -tag`;
/** Characters that reverse, hide or command, and must never reach a page or a log. */
// oxlint-disable-next-line no-control-regex
const COMMANDS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const bare = (text: string) => text.includes("<script>alert(") || text.includes("<img src=x") || text.includes("</script><script>");

describe("in pages, JSON and CSV", () => {
  let app: OpenApp;
  let own: SeededShop;
  beforeAll(async () => {
    app = await openApp({ changeCatalog: (products) => products.map((product, i) => (i > 1 ? product : { ...product, title: HOSTILE.replaceAll("\u0000", ""), vendor: MARKUP, bodyHtml: `<p>${HOSTILE}</p>`, pictures: product.pictures.map((picture) => ({ ...picture, alt: HOSTILE })) })) });
    await app.send(new Request(`${APP_ORIGIN}/app`, { headers: { Authorization: `Bearer ${sessionToken(SHOP)}` } }));
    // PostgreSQL takes no NUL in a text; everything else is kept as a stranger wrote it, past every cleaning on the way in.
    own = await seedShop(app.db, { shop: SHOP, productGid: app.shopify.product("stoneware-mug")?.gid ?? "", keptDir: app.keptDir, mark: MARKUP.replaceAll("/", "") });
    await app.db.video.updateMany({ where: { shop: SHOP }, data: { merchantText: MARKUP, errorCode: "x", productTitle: MARKUP, warnings: [{ code: "x", text: MARKUP }] } });
    await app.db.message.updateMany({ data: { reply: MARKUP } });
    await app.db.videoEvent.updateMany({ data: { text: MARKUP } });
    await app.db.merchantFile.updateMany({ data: { filename: MARKUP } });
  });
  afterAll(() => app.close());
  const get = async (address: string) => {
    const answer = await app.send(new Request(`${APP_ORIGIN}${address}`, { headers: { Authorization: `Bearer ${sessionToken(SHOP)}` } }));
    return { status: answer.status, type: answer.headers.get("Content-Type") ?? "", text: await answer.text() };
  };

  test("no page holds markup of a stranger, and none a character that turns or commands", async () => {
    const wrong: string[] = [];
    let shown = 0;
    for (const route of app.routes.filter(({ module, pattern }) => module.default && pattern.startsWith("/app"))) {
      for (const id of route.params.some((name) => name !== "productId") ? own.ids : [""]) {
        const address = route.pattern.replace(":productId", own.productGid.split("/").at(-1) ?? "").replace(/:\w+/g, encodeURIComponent(id));
        const { status, type, text } = await get(address);
        if (status >= 500) wrong.push(`${address} failed`);
        if (!type.startsWith("text/html")) continue;
        if (bare(text)) wrong.push(`${address} holds markup`);
        if (COMMANDS.test(text)) wrong.push(`${address} holds ${JSON.stringify(COMMANDS.exec(text)?.[0])}`);
        if (text.includes("canary-run")) shown++;
      }
    }
    expect(wrong).toEqual([]);
    expect(shown, "pages that show the text as text").toBeGreaterThan(8);
  });

  test.each([MARKUP, TURN, '" OR status:draft', "title:*", "(((", "\\", "-", "*", "NOT", "id:1 OR id:2", "💥".repeat(300), "\ud800", "%00", "' OR 1=1 --", "a".repeat(10_000)])("the product search takes %j as words", async (search) => {
    const { status, text } = await get(`/app/products?search=${encodeURIComponent(search.toWellFormed())}`);
    expect(status).toBe(200);
    expect(bare(text)).toBe(false);
    expect(text).not.toMatch(/could not be read|Something went wrong/);
  });

  test("a table for spreadsheets holds no cell that begins a formula", async () => {
    const batch = await app.db.batch.create({ data: { shop: SHOP, origin: "hand", title: "=1+1", recipe: "ecommerce-product-video", status: "done" } });
    const titles = ["=HYPERLINK(\"https://evil.example\")", "+1", "-1+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1", "＝1", MARKUP, 'a","=1"', "line\n=1"];
    await app.db.batchItem.createMany({ data: titles.map((productTitle, position) => ({ shop: SHOP, batchId: batch.id, position, productGid: `gid://shopify/Product/${position + 1}`, productTitle, state: "skipped", skipText: productTitle })) });
    const tables = app.routes.filter(({ id }) => id.endsWith("csv"));
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) {
      const { status, text } = await get(table.pattern.replace(":batchId", batch.id));
      expect(status).toBe(200);
      const rows = parse(text, { bom: true }) as string[][];
      expect(rows).toHaveLength(titles.length + 1);
      expect(rows.flat().filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
    }
  });

  test("data for the page and the export are JSON whatever is in them", async () => {
    for (const address of ["/app/export", "/app/home-progress", ...own.videoIds.map((id) => `/app/videos/${id}/progress`)]) expect(() => JSON.parse("x"), address).toThrow();
    for (const address of ["/app/export", "/app/home-progress", ...own.videoIds.map((id) => `/app/videos/${id}/progress`)]) {
      const { type, text } = await get(address);
      expect(type).toContain("application/json");
      expect(JSON.stringify(JSON.parse(text))).toContain("canary-run");
    }
  });
});

test("on the whole way to the listing: the prompt, the names of files, the log and the alt text", async () => {
  const dir = mkdtempSync(path.join(tmpdir(), "hostile-"));
  cpSync("fakes/shopify/catalog/images", path.join(dir, "images"), { recursive: true });
  const quoted = (text: string) => `"${text.replaceAll('"', '""').replaceAll("\u0000", "")}"`;
  const title = `Mug canary-title ${HOSTILE}`;
  writeFileSync(path.join(dir, "products.csv"), readFileSync("fakes/shopify/catalog/products.csv", "utf8").replace("stoneware-mug,Stoneware Mug,", `stoneware-mug,${quoted(title)},`).replace("Oat-coloured stoneware mug with coffee", quoted(`canary-alt ${HOSTILE}`)));
  const shop = await openTestShop({ catalog: path.join(dir, "products.csv"), film: { size: 128, fps: 4 } });
  try {
    const { videoId } = await shop.videos.requestVideo({ shop: TEST_SHOP, admin: shop.admin, productGid: shop.product("stoneware-mug").gid, recipe: null, prompt: null, requestedBy: null });
    await shop.drive(videoId);
    const row = await shop.db.video.findUniqueOrThrow({ where: { id: videoId }, include: { messages: true } });
    for (const text of [row.prompt, ...row.messages.map((message) => message.text)]) {
      expect(text).toContain("canary-title");
      expect(text).not.toMatch(/<|status:draft"|\u202e/);
      expect(COMMANDS.test(text.replaceAll("\n", ""))).toBe(false);
    }
    expect(row.productTitle).not.toMatch(COMMANDS);
    expect(shop.logLines.join("\n")).not.toMatch(/canary-title|canary-alt|canary-run/);
    const view = await shop.videos.getVideo({ shop: TEST_SHOP, videoId });
    await shop.videos.approveVideo({ shop: TEST_SHOP, videoId, approvedBy: null, place: "last", alt: view?.suggestedAlt ?? "" });
    await shop.drive(videoId);
    const publication = await shop.db.publication.findUniqueOrThrow({ where: { videoId } });
    expect([publication.state, publication.filename]).toEqual(["DONE", expect.stringMatching(/^[\w.-]+$/)]);
    expect(publication.alt).not.toMatch(COMMANDS);
    expect(shop.fakeShopify.ledger.violations).toEqual([]);
    expect(shop.fakeNemo.ledger.violations()).toEqual([]);
  } finally {
    await shop.close();
    rmSync(dir, { recursive: true, force: true });
  }
});
