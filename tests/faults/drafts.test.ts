// Group D: state and draft. What cannot be exported is not exported; what can goes back byte for byte.
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { lookEvidences } from "#app/videos/video-json.ts";
import type { Fault } from "#fakes/nemo/scenarios/scenario.ts";
import { RAW, READY, useFaultShop } from "./use-fault-shop.ts";

const faults = useFaultShop();
const nothing = { status: "attention", messages: 1, renders: 0 };
const drafted = (draft: string): Fault => ({ at: "state", state: { draft } });
const looks = async (videoId: string) => lookEvidences.parse((await faults.shop.db.message.findFirstOrThrow({ where: { videoId } })).evidence);

test.each([
  "null", "{}", '{"m":{"width":1080,"height":1080}}', '{"t":[]}', '{"t":[{"tt":0,"sg":[]},{"tt":1,"sg":[]}]}', '{"t":[{"tt":1,"sg":[{"d":5000}]}]}', '{"t":[{"tt":0,"sg":[{"d":0}]}]}', "[]", '""',
])("D1: the draft %s is not exported; the merchant reads that nothing was made", async (draft) => {
  const seen = await faults.makeAlways(drafted(draft));
  expect(seen).toMatchObject({ ...nothing, code: "nemo.nothing_made" });
  expect(seen.says).toMatch(/made no video/);
  expect(faults.requests(/proxy\/lambda$/, "POST")).toEqual([]);
});

const exact = '{"zz":{"k":[1.0,2.50,1e3,-0.0]},  "id":5529798706024415232,"t":[{"tt":0,"sg":[{"d":20000,"id":9007199254740993,"ü\\u00e9":"日本\\ud83c\\udfac"}]}],"a":null,"__proto__":{"x":1}}';
test.each([["as an object", exact], ["as a string that holds JSON", JSON.stringify(exact)]])("D3: long ids, 1.0, key order, unknown keys and unicode, %s, come back as the same bytes", async (_name, draft) => {
  expect(await faults.makeAlways(drafted(draft))).toMatchObject(READY);
  expect(faults.renders()[0]?.draftSha256).toBe(createHash("sha256").update(draft).digest("hex"));
});

const track = '"t":[{"tt":0,"sg":[{"d":20000}]}]';
test.each([
  ["of 6 MB", `{${track},"x":"${"y".repeat(6 * 1024 * 1024)}"}`],
  ["nested 10,000 deep", `{${track},"x":${"[".repeat(10_000)}${"]".repeat(10_000)}}`],
  ["in the newer XML format", JSON.stringify('<draft fps="30" width="1080" height="1080" duration="20"></draft>')],
])("D4: a draft %s is refused with its own sentence, and nothing overflows", async (_name, draft) => {
  const seen = await faults.makeAlways(drafted(draft));
  expect(seen).toMatchObject({ ...nothing, code: expect.stringMatching(/^nemo\.draft_/), charge: "NemoVideo has charged for this video." });
  expect(seen.says).toMatch(/exported from here.*kept at NemoVideo; generating again may be charged/);
});

test("D5: upright although square was asked for: a warning, no second charge", async () => {
  const seen = await faults.make("wrong-ratio");
  expect(seen).toMatchObject({ ...READY, warnings: ["draft.ratio"] });
  expect(seen.warned).toMatch(/You asked for 1:1.*only generating again \(about 100 credits\)/);
});

test("D5: without a canvas the draft's own size is used", async () => {
  expect(await faults.makeAlways({ at: "state", answer: { omit: ["data.state.canvas_config"] } })).toMatchObject({ ...READY, warnings: [] });
});

const failing: Record<string, Fault> = {
  "500": { at: "state", skip: 3, times: 5, answer: { instead: { status: 500, headers: { "content-type": "text/html" }, body: `<p>${RAW}</p>` } } },
  "a reset": { at: "state", skip: 3, times: 5, answer: { lose: "before" } },
};
test.each(Object.entries(failing))("D6: %s during the five looks does not count as unchanged", async (_name, fault) => {
  const seen = await faults.make("silent-and-nothing", fault);
  expect(seen).toMatchObject({ ...nothing, code: "nemo.nothing_made" });
  expect((await looks(seen.videoId)).map((look) => look.changed)).toEqual([false, false, false, false, false]);
});

test("D6: a state that fails for good ends all the same, and says that it may be charged", async () => {
  const seen = await faults.make("silent-and-nothing", { at: "state", skip: 3, times: 1_000, answer: { instead: { status: 500, body: RAW } } });
  expect(seen).toMatchObject({ ...nothing, code: "nemo.unreachable", can: { retry: true } });
  expect(seen.charge).toMatch(/charged/);
  expect(await looks(seen.videoId)).toEqual([]);
});

test("D6: 1001 during the looks stops with Reconnect, not with a second message", async () => {
  expect(await faults.make("silent-and-nothing", { at: "state", skip: 3, answer: { refuse: { code: 1001 } } })).toMatchObject({ ...nothing, code: "nemo.reconnect", can: { retry: true } });
});

test("D8: only signatures and times that differ are no change", async () => {
  const generated_media = [{ id: "7", url: "https://static1.nemovideo.ai/g/7.mp4?sig={n}" }];
  faults.control.always({ at: "state", answer: { patch: { data: { updated_at: "{n}", state: { generated_media, video_analyses: { at: "{n}" } } } } } });
  const seen = await faults.make("silent-and-nothing");
  expect(seen).toMatchObject({ ...nothing, code: "nemo.nothing_made" });
  expect((await looks(seen.videoId)).map((look) => look.changed)).toEqual([false, false, false, false, false]);
});
