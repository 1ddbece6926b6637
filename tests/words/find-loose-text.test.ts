// Text for people stands in the catalogues: the finder bites, and finds nothing where the words have moved.
import { expect, test } from "vitest";
import { appFiles, findLooseText } from "./find-loose-text.ts";

const inComponent = (code: string) => findLooseText("app/components/planted.tsx", code).map(({ text }) => text);
const inService = (code: string) => findLooseText("app/videos/planted.server.ts", code).map(({ text }) => text);

test.each([
  ["text between tags", "const A = () => <p>Nothing was charged.</p>;", "Nothing was charged."],
  ["a single word between tags", "const A = () => <b>Save</b>;", "Save"],
  ["a label", 'const A = () => <TextField label="Tag" />;', "Tag"],
  ["a title in braces", 'const A = () => <Page title={"Settings"} />;', "Settings"],
  ["one of two texts", 'const A = () => <p>{on ? say("common.done") : "Not done yet"}</p>;', "Not done yet"],
  ["a sentence with values", "const A = () => <p>{`${n} videos are left`}</p>;", "{x} videos are left"],
  ["a text in a constant", 'const words = { queued: "Waiting for its turn" };', "Waiting for its turn"],
  ["a key that people read", 'const badge = { content: "Waiting" };', "Waiting"],
  ["a value inside say", 'const A = () => <p>{say("common.x", { who: "the shop" })}</p>;', "the shop"],
])("in a component it finds %s", (_what, code, found) => {
  expect(inComponent(code)).toEqual([found]);
});

test.each([
  ["a merchant's sentence", 'new ExpectedError({ code: "a.b", message: "not for people, a log", merchantMessage: "That did not work. Try again." });', ["That did not work. Try again."]],
  ["a sentence that is kept", 'await db.video.update({ data: { merchantText: "It was stopped." } });', ["It was stopped."]],
  ["a sentence with values", "const text = `The batch of ${n} products goes on.`;", ["The batch of {x} products goes on."]],
  ["several, in order", 'const a = "First it is here.";\nconst b = () => "Then it is there.";', ["First it is here.", "Then it is there."]],
])("elsewhere it finds %s", (_what, code, found) => {
  expect(inService(code)).toEqual(found);
});

test.each([
  ["texts of the catalogues", 'const A = () => <Card title={say("common.done")}><Said id="common.done" parts={{}} /></Card>;'],
  ["classes, styles and addresses", 'const A = () => <div className="one" style={{ width: "calc(100% - 2px)", background: "var(--p-color-bg)" }}><a href="https://nemovideo.com/a b">{x}</a></div>;'],
  ["imports and types", 'import { a } from "#app/lib/a b.ts"; type B = "one two" | "Three";'],
  ["bugs and logs", 'function f() { log.warn({ a }, "the shop is not there"); throw new Error("It cannot be so."); }'],
  ["the app's name", 'export const meta = () => [{ title: "Shelfreel" }];'],
  ["what a program reads that asked wrongly", 'const loader = () => Response.json({ error: "There is no such video." }, { status: 404 });'],
  ["headers of an answer", 'const loader = () => new Response(null, { headers: { "Cache-Control": "private, no-store", "Content-Disposition": "attachment; filename=a.json" } });'],
])("it leaves alone %s", (_what, code) => {
  expect(inComponent(code)).toEqual([]);
});

test("it leaves alone what is no reader's: prompts for NemoVideo, Shopify's documents, the operator's pages", () => {
  const code = 'export const text = "Make a video of this product.";';
  for (const file of ["app/videos/prompts/a.ts", "app/shopify/more-documents.ts", "app/operations/a.server.ts", "app/env.server.ts"]) expect([file, findLooseText(file, code)]).toEqual([file, []]);
  expect(inService(code)).toHaveLength(1);
});

test("it tells the line", () => {
  expect(findLooseText("app/components/planted.tsx", "const a = 1;\n\nconst A = () => <p>Here it is</p>;")).toEqual([{ file: "app/components/planted.tsx", line: 3, text: "Here it is" }]);
});

test("no text for people stands in the code", () => {
  const files = appFiles();
  expect(files.length).toBeGreaterThan(300);
  expect(files.flatMap((file) => findLooseText(file)).map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([]);
});
