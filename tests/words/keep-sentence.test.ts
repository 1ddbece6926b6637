// What is kept of sentences is told whatever became of it: by an older or newer version of the app, or by a hand in the database.
import { expect, test } from "vitest";
import { keepSentence, readKept, tellKept } from "#app/words/keep-sentence.ts";
import { sentence, tell, type Sentence } from "#app/words/say.ts";
import { readIn } from "#app/words/words.server.ts";

test("a sentence with sentences inside comes back, in each reader's language; plain text stays", () => {
  const whole = sentence("units.two_sentences", { first: sentence("units.videos", { n: 1_200 }), second: "{x}" });
  expect(readKept(keepSentence(whole))).toEqual(whole);
  expect([tellKept(keepSentence(whole)), readIn({ language: "de", locale: "de" }, () => tellKept(keepSentence(whole)))]).toEqual(["1,200 videos {x}", "1.200 Videos {x}"]);
  for (const text of ["Plain words.", "", "{", '{"id":', '["id"]', '{"id":7}', '{"id":"a prompt"}', '{"id":"constructor.name"}', '{"id":"__proto__"}']) expect([readKept(text), tellKept(text)]).toEqual([text, text]);
});

test.each(['{"id":"common.done","values":null}', '{"id":"common.done","more":[1]}'])("%s is a sentence without values", (text) => {
  expect([readKept(text), tellKept(text)]).toEqual([{ id: "common.done" }, "Done"]);
});

test.each([
  '{"id":"states.from_another_version","values":{"n":1}}',
  '{"id":"units.two_sentences","values":{"first":{"id":"gone.away"},"second":"x"}}',
  '{"id":"units.two_sentences","values":{"first":null,"second":"x"}}',
  '{"id":"units.two_sentences","values":[1]}',
  '{"id":"units.two_sentences","values":"x"}',
  `${'{"id":"units.two_sentences","values":{"second":"x","first":'.repeat(5_000)}"x"${"}}".repeat(5_000)}`,
])("%j is shown as the text that it is", (text) => {
  expect([readKept(text), tellKept(text)]).toEqual([text, text]);
});

test.each(['{"id":"units.videos"}', '{"id":"units.videos","values":{"n":"many"}}', '{"id":"units.videos","values":{"n":{"id":"common.done"}}}', '{"id":"units.two_sentences","values":{"other":1}}'])("%s with values that do not fit is no crash", (text) => {
  expect(typeof tellKept(text)).toBe("string");
});

test("a thrown or passed sentence that no catalogue has is no crash either", () => {
  expect(tell({ id: "states.from_another_version" } as unknown as Sentence)).toBe("states.from_another_version");
});
