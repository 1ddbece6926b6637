// The finders behind catalogs.test.ts bite: what they are to find is planted.
import { expect, test } from "vitest";
import { findBrowserCode } from "./find-browser-code.ts";
import { findIdStrings, findWordCalls, meansText, readSource } from "./find-word-uses.ts";
import { namesIn, readText } from "./read-text.ts";

const callsIn = (code: string) => findWordCalls(readSource("app/components/planted.tsx", code)).map(({ name, ids, values, atTop }) => ({ name, ids, values, atTop }));
const idsIn = (code: string) => {
  const source = readSource("app/components/planted.tsx", code);
  return findIdStrings(source, source).map(({ id }) => id);
};

test("a call is found with its text and the names of its values", () => {
  expect(callsIn('const f = () => say("home.a", { n, credits: 7 });')).toEqual([{ name: "say", ids: ["home.a"], values: ["n", "credits"], atTop: false }]);
  expect(callsIn('const f = () => sentence(on ? "home.a" : "home.b");')).toEqual([{ name: "sentence", ids: ["home.a", "home.b"], values: [], atTop: false }]);
  expect(callsIn("const f = () => say(`home.a_${kind}`, { ...more });")).toEqual([{ name: "say", ids: ["home.a_*"], values: null, atTop: false }]);
  expect(callsIn('const F = () => <Said id="home.a" values={{ n: 1 }} parts={{}} />;')).toEqual([{ name: "Said", ids: ["home.a"], values: ["n"], atTop: false }]);
  expect(callsIn("const f = () => say(row.id, values);")).toEqual([{ name: "say", ids: [], values: null, atTop: false }]);
});

test.each([
  ['const words = { done: say("common.done") };', true], ['export const title = countOf(1, "video");', true], ['class A { static words = say("common.done"); }', true], ['const a = (() => say("common.done"))();', true],
  ['const words = () => ({ done: say("common.done") });', false], ['function f(text = say("common.done")) {}', false], ['class A { get words() { return say("common.done"); } }', false], ['const all = rows.map(() => say("common.done"));', false],
])("whether %s is told while the module is loaded: %s", (code, atTop) => {
  expect(callsIn(code).map((call) => call.atTop)).toEqual([atTop]);
});

test("a name counts wherever it stands, but not as the code of an error", () => {
  expect(idsIn('const a = { text: "states.queued" }; const b = ["home.a"]; const c = `home.b_${d}`;')).toEqual(["states.queued", "home.a", "home.b_*"]);
  expect(idsIn('if (e.code === "nemo.plan") f({ code: "nemo.busy", errorCode: "nemo.x" }); switch (c) { case "nemo.y": } import a from "home.a"; type T = "home.t"; const o = { "home.key": 1 };')).toEqual([]);
  expect(idsIn('say("nemo.plan")')).toEqual(["nemo.plan"]);
});

test("a template means the texts that fit", () => {
  expect([meansText("home.a_*", "home.a_one"), meansText("home.a_*", "home.b_one"), meansText("home.a", "home.a"), meansText("home.a", "homexa"), meansText("home.*_b", "home.a_b")]).toEqual([true, false, true, false, true]);
});

test("a text tells what it needs", () => {
  expect(readText("{n, plural, =0 {none} one {# video of {shop}} other {# videos of {shop}}}, <link>see</link> {kind, select, a {A} other {B}} {cost, number}")).toEqual({
    placeholders: ["cost: number", "kind: select a other", "n: number", "shop: plain"], plurals: [{ ordinal: false, cases: ["=0", "one", "other"] }], tags: ["link"],
  });
  expect(namesIn("{n, selectordinal, one {#st} other {#th}} of {all}")).toEqual(["all", "n"]);
  expect(namesIn("It's free; it's yours.")).toEqual([]);
});

test.each(["{n, plural, one {# video} other {# videos}", "{", "<link>open", "closed</link>", "<a><b></a>"])("%j is no text", (text) => {
  expect(() => readText(text)).toThrow();
});

const files: Record<string, string> = {
  "app/routes/page.tsx": `import { serve } from "#app/lib/serve.ts"; import { shown, also as more } from "#app/lib/shown.ts"; import type { T } from "#app/lib/typed.ts"; import "#app/deep.server.ts";
    const own = "home.own"; const unused = "home.unused";
    export const loader = () => [serve(), "home.loader"]; export async function action() { return serve(); }
    export const meta = () => "home.meta"; export default function Page() { const data = useLoaderData<typeof loader>(); return <A action={{ serve: 1 }} b={more(own)} />; }`,
  "app/lib/serve.ts": 'export const serve = () => "home.serve";',
  "app/lib/shown.ts": 'import { deeper } from "./deeper.ts"; export const shown = () => "home.not_used"; export const also = () => helper(); const helper = () => [deeper, "home.helper"];',
  "app/lib/deeper.ts": 'export { inner as deeper } from "./inner.ts"; globalThis.x = "home.always";',
  "app/lib/inner.ts": 'export const inner = "home.inner"; export const other = "home.other";',
  "app/lib/typed.ts": 'export type T = string; export const t = "home.typed";',
  "app/deep.server.ts": 'export const d = "home.server";',
};

test("a browser gets what a page reaches, and nothing that only its loader or action uses", () => {
  const parts = findBrowserCode(["app/routes/page.tsx"], (file) => files[file] ?? null);
  const reached = parts.flatMap(({ source, node }) => findIdStrings(node, source).map(({ id }) => id)).toSorted();
  expect(reached).toEqual(["home.always", "home.helper", "home.inner", "home.meta", "home.own"]);
});

test("of the app itself a browser gets its pages and the module that tells the texts", () => {
  const reached = new Set(findBrowserCode().map(({ source }) => source.fileName));
  for (const file of ["app/root.tsx", "app/words/say.ts", "app/components/credits-card.tsx", "app/routes/app._index.tsx"]) expect([file, reached.has(file)]).toEqual([file, true]);
  expect([...reached].filter((file) => /\.server\.ts$/.test(file))).toEqual([]);
});
