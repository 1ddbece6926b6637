// The e-mail about the end of a batch: one for each, whatever dies when, with nothing in it that could be taken for a header or a page.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { systemClock } from "#app/lib/clock.ts";
import { isMailAddress } from "#app/lib/is-mail-address.ts";
import { createSendMail, type SendMail } from "#app/lib/send-mail.server.ts";
import { mailBatchEnds, type MailDeps } from "#app/videos/batches/mail-batch-ends.server.ts";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence } from "#app/words/say.ts";
import { createTestDatabase, type TestDatabase } from "#tests/setup/test-database.ts";
import { createTestLog } from "#tests/setup/test-log.ts";
import { startMailServer, type MailServer } from "./use-mail-server.ts";

const SHOP = "mail.myshopify.com";
const MINUTE = 60_000;
const { log, lines } = createTestLog();
let database: TestDatabase;
let server: MailServer;
let sendMail: SendMail;
let later = 0;
const clock = { ...systemClock, now: () => new Date(Date.now() + later) };
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startMailServer();
  sendMail = createSendMail({ smtpUrl: server.url, from: "app@shelfreel.example", fromName: "Shelfreel", host: "shelfreel.example", waits: { connectMs: 2_000, answerMs: 2_000 } });
});
afterAll(async () => {
  await server?.close();
  await database?.close();
});
beforeEach(async () => {
  later = 0;
  server.taken.length = 0;
  Object.assign(server.settings, { atRecipient: undefined, atMail: undefined });
  await database.db.batch.deleteMany();
  await database.db.shop.deleteMany();
  await database.db.shop.create({ data: { domain: SHOP, settings: { batchEmail: "owner@merchant.example" } } });
});

const deps = (change: Partial<MailDeps> = {}): MailDeps => ({ db: database.db, clock, log, sendMail, adminLink: (shop, path) => `https://${shop}/admin/apps/key${path}`, ...change });
const mail = (change: Partial<MailDeps> = {}) => mailBatchEnds(deps(change), new AbortController().signal);
async function ended(title = "Summer", change: { finishedAt?: Date | null; status?: string } = {}): Promise<string> {
  const batch = await database.db.batch.create({ data: { shop: SHOP, origin: "hand", title, recipe: "video-create", status: "done", finishedAt: new Date(), ...change } });
  await database.db.batchItem.createMany({ data: [1, 2, 3].map((position) => ({ batchId: batch.id, shop: SHOP, productGid: `gid://shopify/Product/${position}`, productTitle: "Secret mug", position, state: position === 3 ? "skipped" : "canceled" })) });
  return batch.id;
}
const rowOf = (id: string) => database.db.batch.findUniqueOrThrow({ where: { id } });
const headersOf = (raw: string) => raw.slice(0, raw.indexOf("\r\n\r\n"));

test("one mail with counts, credits and a link, as text and as HTML; no product's words; and never a second one", async () => {
  const id = await ended();
  await ended("Still running", { finishedAt: null, status: "running" });
  for (let runs = 0; runs < 3; runs += 1) await mail();
  expect(server.taken).toHaveLength(1);
  const [{ from, to, raw } = { from: "", to: [], raw: "" }] = server.taken;
  expect({ from, to }).toEqual({ from: "app@shelfreel.example", to: ["owner@merchant.example"] });
  expect(headersOf(raw)).toMatch(/^From: Shelfreel <app@shelfreel\.example>/m);
  expect(headersOf(raw)).toContain("Subject: Batch ended: Summer");
  expect(headersOf(raw)).toContain(`Message-ID: <batch.${id}@shelfreel.example>`);
  const flat = raw.replaceAll("=\r\n", "").replaceAll("=3D", "=");
  for (const said of ["text/plain", "text/html", "- 2 canceled", "<li>1 left out</li>", "3 products", "Credits used: 0.", `https://${SHOP}/admin/apps/key/app/batches/${id}`]) expect(flat).toContain(said);
  expect(raw).not.toContain("mug");
  expect(await rowOf(id)).toMatchObject({ mailSentAt: expect.any(Date), mailDoneAt: expect.any(Date) });
});

test("the mail is in the shop's own language, its title told as everything else; a language that is none of ours is answered in English", async () => {
  const flat = (raw = "") => raw.replaceAll("=\r\n", "").replaceAll("=3D", "=");
  const primary = (locale: string) => database.db.shop.update({ where: { domain: SHOP }, data: { locales: [{ locale: "en", primary: false, published: true }, { locale, primary: true, published: true }] } });
  await primary("de");
  await ended(keepSentence(sentence("quote.title_hand", { n: 1_200 })));
  await mail();
  expect(flat(server.taken[0]?.raw)).toContain('<html lang="de">');
  expect(flat(server.taken[0]?.raw)).toMatch(/1\.200 /);
  await primary("nb");
  await ended(keepSentence(sentence("quote.title_hand", { n: 1_200 })));
  await mail();
  expect(flat(server.taken[1]?.raw)).toContain('<html lang="en">');
  expect(headersOf(server.taken[1]?.raw ?? "")).toContain("Subject: Batch ended: 1,200 chosen products");
});

test("many processes at the same moment send one mail between them", async () => {
  await ended();
  await Promise.all(Array.from({ length: 8 }, () => mail()));
  await mail();
  expect(server.taken).toHaveLength(1);
});

test("a batch's name cannot begin a header or a tag", async () => {
  await ended('Sale\r\nBcc: everyone@victim.example\r\n\r\n<img src="x" onerror="alert(1)"> & “Sonne”');
  await mail();
  const raw = server.taken[0]?.raw ?? "";
  expect(server.taken[0]?.to).toEqual(["owner@merchant.example"]);
  expect(headersOf(raw)).not.toMatch(/^Bcc:/m);
  expect(raw).not.toMatch(/^Bcc:/im);
  expect(raw).toContain("Bcc: everyone"); // as a part of the name, in the middle of its line
  const html = raw.slice(raw.indexOf("text/html"));
  expect(html).not.toContain("<img");
  expect(html).toContain("&lt;img");
});

test("a server that takes nothing now is asked again, and the mail then comes once", async () => {
  const id = await ended();
  server.settings.atMail = 451;
  await mail();
  server.settings.atRecipient = 450;
  await mail();
  const nobody = createSendMail({ smtpUrl: "smtp://127.0.0.1:1", from: "app@shelfreel.example", fromName: "Shelfreel", host: "shelfreel.example" });
  await mail({ sendMail: nobody });
  expect(server.taken).toEqual([]);
  expect(await rowOf(id)).toMatchObject({ mailSentAt: null, mailDoneAt: null });
  Object.assign(server.settings, { atRecipient: undefined, atMail: undefined });
  await mail();
  await mail();
  expect(server.taken).toHaveLength(1);
});

test("an address that the server refuses for good is not asked for again", async () => {
  const id = await ended();
  server.settings.atRecipient = 550;
  const before = server.attempts.connections;
  for (let runs = 0; runs < 3; runs += 1) await mail();
  expect(server.attempts.connections).toBe(before + 1);
  expect(await rowOf(id)).toMatchObject({ mailSentAt: null, mailDoneAt: expect.any(Date) });
});

test("a mail whose answer was lost may have come, so none is sent again", async () => {
  const id = await ended();
  server.settings.atMail = "hangs up";
  await mail();
  server.settings.atMail = undefined as never;
  later = 5 * MINUTE;
  for (let runs = 0; runs < 3; runs += 1) await mail();
  expect(server.taken).toHaveLength(1);
  expect(await rowOf(id)).toMatchObject({ mailSentAt: expect.any(Date), mailDoneAt: null });
});

test.each(["before the mail", "with the mail on its way", "after the mail"])("a process that dies %s leaves at most one mail, and one where it can be known", async (when) => {
  const id = await ended();
  const dies: SendMail = async (letter, o) => {
    if (when === "before the mail") throw new Error("killed");
    if (when === "with the mail on its way") await o.beforeBody();
    else await sendMail(letter, o);
    throw new Error("killed");
  };
  await expect(mail({ sendMail: dies })).rejects.toThrow("killed");
  await mail();
  expect(server.taken).toHaveLength(when === "after the mail" ? 1 : 0); // the dead one still has it to itself
  later = 3 * MINUTE;
  await mail();
  await mail();
  expect(server.taken).toHaveLength(when === "with the mail on its way" ? 0 : 1);
  expect((await rowOf(id)).mailSentAt).not.toBeNull();
});

test("a process that was slow does not send what another one took over", async () => {
  await ended();
  const slow: SendMail = (letter, o) => sendMail(letter, {
    ...o,
    async beforeBody() {
      later = 3 * MINUTE;
      await mail();
      await o.beforeBody();
    },
  });
  await mail({ sendMail: slow });
  expect(server.taken).toHaveLength(1);
});

test("nobody is mailed without an address, without a server, after a day, and after the app was removed", async () => {
  await ended("Old", { finishedAt: new Date(Date.now() - 25 * 60 * MINUTE) });
  const id = await ended();
  await mail({ sendMail: null });
  for (const batchEmail of ["", "two@a.example,three@b.example", "a@b", "x@y.example\r\nBcc: z@y.example"]) {
    await database.db.shop.update({ where: { domain: SHOP }, data: { settings: { batchEmail } } });
    later += 3 * MINUTE;
    await mail();
  }
  await database.db.shop.update({ where: { domain: SHOP }, data: { settings: { batchEmail: "owner@merchant.example" }, uninstalledAt: new Date() } });
  later += 3 * MINUTE;
  await mail();
  expect(server.taken).toEqual([]);
  expect(await rowOf(id)).toMatchObject({ mailSentAt: null, mailDoneAt: null });
});

test("a password is not sent over a line that anyone can read, and no secret is in the log", async () => {
  await ended();
  const withPassword = createSendMail({ smtpUrl: server.url.replace("smtp://", "smtp://user:nmv_canary_password@"), from: "app@shelfreel.example", fromName: "Shelfreel", host: "shelfreel.example", waits: { connectMs: 2_000, answerMs: 2_000 } });
  await mail({ sendMail: withPassword });
  expect(server.attempts.passwords).toEqual([]);
  expect(server.taken).toEqual([]);
  expect(JSON.stringify(lines)).not.toMatch(/canary|merchant\.example/);
});

test.each([
  ["name@example.com", true], ["a.b+c@sub.example.co.uk", true], ["name@xn--bcher-kva.example", true],
  ["", false], ["name", false], ["@example.com", false], ["name@localhost", false], ["a b@example.com", false], ["a@b@example.com", false], ['"a b"@example.com', false], ["Name <a@example.com>", false],
  ["a@example.com\n", false], ["a@[127.0.0.1]", false], ["a@127.0.0.1", false], [".a@example.com", false], ["a..b@example.com", false], [`${"a".repeat(65)}@example.com`, false], ["a@-example.com", false],
])("%j is a mail address: %s", (address, is) => {
  expect(isMailAddress(address)).toBe(is);
});
