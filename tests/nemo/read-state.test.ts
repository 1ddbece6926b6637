import { expect, test } from "vitest";
import { readStateText } from "#app/nemo/read-state.server.ts";
import { summariseTimeline } from "#app/nemo/summarise-draft.ts";

const stateWith = (draft: string, more = "") => readStateText(`{"code":0,"data":{"session_id":"1","state":{${more}"draft":${draft}}}}`);
const good = '{"t":[{"tt":0,"sg":[{"d":5000}]}]}';

test("the draft is kept byte for byte", () => {
  const draft = '{ "z" : 1.0, "id":5529798706024415232,\n "t":[{"sg":[{"d":5000,"x":"\\u00e9\\ud83c\\udfac é"}],"tt":0}], "e":1e3,"dup":1,"dup":2, "q":"a\\"}]" }';
  const state = stateWith(draft);
  expect(state.draftJson).toBe(draft);
  expect(state).toMatchObject({ ready: true, durationMs: 5000 });
});

test("a draft in a JSON string goes back as that string", () => {
  const raw = JSON.stringify(good);
  expect(stateWith(raw)).toMatchObject({ draftJson: raw, ready: true, durationMs: 5000 });
});

test("the newer XML format, and drafts too large or too deep, are named", () => {
  expect(stateWith(JSON.stringify('<draft fps="30" width="1080">'))).toMatchObject({ draftJson: null, draftProblem: "unsupported_format", ready: false });
  expect(stateWith('"hello"')).toMatchObject({ draftJson: null, draftProblem: "unsupported_format" });
  expect(stateWith(`{"t":[],"x":"${"x".repeat(6_000_000)}"}`)).toMatchObject({ draftJson: null, draftProblem: "too_large" });
  expect(stateWith(`{"t":${"[".repeat(10_000)}${"]".repeat(10_000)}}`)).toMatchObject({ draftJson: null, draftProblem: "too_deep" });
});

test("only a video track with length is ready", () => {
  for (const draft of ["null", "{}", "[]", '""', "5", '{"t":null}', '{"t":{}}', '{"t":[]}', '{"t":[{"tt":0,"sg":[]}]}', '{"t":[{"tt":1,"sg":[{"d":5000}]}]}', '{"t":[{"tt":0,"sg":[{"d":0}]}]}', '{"t":[{"sg":[{"d":5000}]}]}', '{"t":[null,5,"x",{"tt":0,"sg":{}}]}', '{"t":[{"tt":0,"sg":[{"d":-5}]}]}']) {
    expect(stateWith(draft).ready, draft).toBe(false);
  }
  expect(stateWith('{"t":[{"tt":"0","sg":[{"d":"5000"}]}]}').ready).toBe(true);
  expect(stateWith("null").draftJson).toBeNull();
});

test("a draft of a million tracks or segments is read like any other", () => {
  expect(stateWith(`{"t":[${"{},".repeat(1_000_000)}{"tt":0,"sg":[{"d":1}]}]}`)).toMatchObject({ ready: true, durationMs: 1 });
  const many = stateWith(`{"t":[{"tt":0,"sg":[${'{"d":1},'.repeat(400_000)}{"d":1}]}]}`);
  expect(many.durationMs).toBe(400_001);
  expect(summariseTimeline(many)).toBe("Timeline (1 track): 1. Video: 400001 clips (0-400s)");
});

test("whatever else is missing, null or of another kind is taken as missing", () => {
  const empty = { draftJson: null, tracks: [], durationMs: 0, ready: false, canvas: null, uploads: [], generatedMediaCount: 0 };
  for (const text of ['{"code":0,"data":{}}', '{"code":0,"data":{"state":null}}', '{"data":{"state":{"video_infos":{},"generated_media":5,"canvas_config":[],"draft":null}}}', '{"code":0,"state":{}}']) {
    expect(readStateText(text), text).toMatchObject(empty);
  }
  expect(() => readStateText('{"code":0}')).toThrow(/nemo.malformed: state: no data/);
  expect(() => readStateText('{"code":0,"data":{"state":5}}')).toThrow(/nemo.malformed/);
});

test("uploads are read by name, address and hash; the canvas from the draft when it is not told", () => {
  const state = readStateText('{"data":{"state":{"video_infos":[{"filename":"a.jpg","cdn_url":"https://c/a.jpg","hash":"h"},{"name":"b.jpg"},"https://c/c.jpg",7],"draft":{"m":{"width":1080,"height":"1920"}}}}}');
  expect(state.uploads).toEqual([{ name: "a.jpg", url: "https://c/a.jpg", hash: "h" }, { name: "b.jpg", url: null, hash: null }, { name: "https://c/c.jpg", url: "https://c/c.jpg", hash: null }, { name: "", url: null, hash: null }]);
  expect(state.canvas).toEqual({ width: 1080, height: 1920, ratio: null });
});

test("the fingerprint changes with the draft and the media, and with nothing else", () => {
  const print = (draft: string, more = "") => stateWith(draft, more).fingerprint;
  const same = print(good);
  expect(print('{ "t": [ { "sg":[{"d":5000}], "tt":0 } ] }')).toBe(same);
  expect(print(good, '"updated_at":"2026-11-21","video_analyses":{"x":1},')).toBe(same);
  expect(print('{"t":[{"tt":0,"sg":[{"d":5001}]}]}')).not.toBe(same);
  expect(print('{"t":[{"tt":0,"sg":[{"d":5000,"id":5529798706024415232}]}]}')).not.toBe(print('{"t":[{"tt":0,"sg":[{"d":5000,"id":5529798706024415233}]}]}'));
  expect(print(good, '"generated_media":[{"id":"1"}],')).not.toBe(same);
  const media = (query: string, at: string) => print('{"t":[{"tt":0,"src":"https://c/v.mp4?sig=' + query + '"}]}', `"generated_media":[{"id":"1","url":"https://c/v.mp4?sig=${query}","created_at":"${at}"}],`);
  expect(media("a", "1")).toBe(media("b", "2"));
  expect(print(`{"x":"${"x".repeat(5_000_000)}"}`)).not.toBe(print(`{"x":"${"y".repeat(5_000_000)}"}`));
});

test("the timeline is summed up in the makers' words", () => {
  const state = stateWith('{"t":[{"tt":0,"sg":[{"d":10000,"m":{"title":"city timelapse"}}]},{"tt":1,"sg":[{"d":10000,"s":0,"vol":35,"m":{"title":"BGM: Lo-fi"}}]},{"tt":7,"sg":[{"d":3000,"m":{"text":"Urban Dreams"}}]}]}');
  expect(summariseTimeline(state)).toBe('Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "Urban Dreams" (0-3s)');
  expect(summariseTimeline(stateWith('{"t":[{"tt":0,"sg":[{"d":1500},{"d":1000}]},{"tt":9,"sg":[]}]}'))).toBe("Timeline (1 track): 1. Video: 2 clips (0-2.5s)");
  expect(summariseTimeline(stateWith("{}"))).toBe("Timeline (empty)");
});
