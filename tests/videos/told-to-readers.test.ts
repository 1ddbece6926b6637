// What the worker keeps of a video is told in the language of whoever reads it, not of whoever asked.
import { expect, test } from "vitest";
import { english } from "#app/words/languages.ts";
import { readIn } from "#app/words/words.server.ts";
import { SHOP } from "#tests/setup/open-test-shop.ts";
import { useVersions } from "./use-versions.ts";

const { shop, made, refine } = useVersions();
const german = { language: "de", locale: "de" } as const;

const readBy = (reading: typeof german | typeof english, videoId: string) =>
  readIn(reading, async () => ({ view: await shop().videos.getVideo({ shop: SHOP, videoId }), talk: await shop().videos.conversation({ shop: SHOP, videoId }) }));

test("a changed video, its steps, its timeline and its record are told to each reader, and nothing is shown as it is kept", async () => {
  const { videoId } = await refine(await made("walnut-desk-lamp"), "Make it shorter and remove the music.");
  await shop().drive(videoId);
  const [told, inGerman] = [await readBy(english, videoId), await readBy(german, videoId)];
  expect(told.view).toMatchObject({ headline: "The video is ready. Look at it, then approve it or discard it.", badge: { text: "Ready to approve" }, timeline: expect.stringMatching(/^Timeline \(\d tracks?\): 1\. Video: /) });
  expect(told.talk?.versions.at(-1)?.changes).toEqual([expect.stringMatching(/^Length: \d+ s, now [\d.]+ s\.$/), expect.stringMatching(/^Sound “BGM.*” is gone\.$/)]);
  expect(told.talk?.record.map(({ name }) => name)).toEqual(expect.arrayContaining(["Text sent", "Balance before", "File SHA-256"]));
  expect(inGerman.view?.steps.map(({ title }) => title)).not.toEqual(told.view?.steps.map(({ title }) => title));
  for (const one of ["headline", "timeline"] as const) expect(inGerman.view?.[one]).not.toBe(told.view?.[one]);
  expect(inGerman.talk?.versions.at(-1)?.changes[0]).toMatch(/\d,\d/);
  for (const shown of [told, inGerman]) expect(JSON.stringify(shown)).not.toMatch(/\{\\"id\\":|"(states|steps|requests|refine|record|publication|units)\.[a-z_]+"/);
});
