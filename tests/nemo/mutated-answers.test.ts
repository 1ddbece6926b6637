import { expect, test } from "vitest";
import { ExpectedError } from "#app/lib/expected-error.ts";
import type { NemoClient } from "#app/nemo/nemo-client.ts";
import { AnswerFromMemory } from "./answer-from-memory.ts";
import { account, makeClient } from "./serve-raw.ts";

/** A fine answer of each endpoint, in both shapes where there are two. */
const fine: [name: string, answer: unknown, call: (client: NemoClient) => Promise<unknown>][] = [
  ["token", { code: 0, data: { token: "nmv_usr_x", user_id: "anon_1", credits: 100, expires_at: "2026-11-28T00:00:00Z" } }, (client) => client.acquireAnonymousToken({ clientId: "c" })],
  ["session", { code: 0, data: { session_id: "5529798706024415232", task_id: "t" } }, (client) => client.openSession(account, { taskName: "a", language: "en" })],
  ["upload", { code: 0, data: { files: [{ filename: "a.jpg", file_type: "image" }], session_state_applied: true } }, (client) => client.uploadPictures(account, { nemoSessionId: "1", pictures: [] })],
  ["state", { code: 0, data: { session_id: "1", state: { draft: { t: [{ tt: 0, sg: [{ d: 5000, m: { title: "x" } }] }], m: { width: 1080, height: 1080 } }, video_infos: [{ filename: "a.jpg", cdn_url: "https://c/a.jpg" }], canvas_config: { width: 1080, height: 1080, ratio: "1:1" }, generated_media: [{ id: "1", url: "https://c/v.mp4?s=1" }] } } }, (client) => client.readState(account, { nemoSessionId: "1" })],
  ["credits", { code: 0, data: { available: 100, frozen: 0, total: 100 } }, (client) => client.readCredits(account)],
  ["render", { success: true, data: { id: "render_1", status: "pending", progress: 5 } }, (client) => client.submitRender(account, { renderId: "render_1", nemoSessionId: "1", draftJson: "{}" })],
  ["status", { taskId: "render_1", status: "completed", progress: 100, output: { url: "https://a/b.mp4", duration: 30.5 } }, (client) => client.pollRender(account, { renderId: "render_1" })],
  ["status", { success: true, data: { id: "render_1", status: "completed", progress: 100, outputUrl: "https://a/b.mp4" } }, (client) => client.pollRender(account, { renderId: "render_1" })],
  ["claim", { code: 0, data: { claim_token: "clm_1", expires_in: 604800 } }, (client) => client.claimLink(account, { nemoSessionId: "1", nemoTaskId: "t" })],
  ["chat", { code: 2001, message: "x" }, (client) => client.say(account, { nemoSessionId: "1", text: "x" })],
];
const oddValues = [null, true, false, 0, -1, 1e308, 5529798706024415232n, "", "0", "x", "1001", "\u0000", "\ud800", "x".repeat(3_000), [], [[]], {}, { __proto__: null, a: 1 }, [null], "__proto__", "constructor"];
const statuses = [200, 200, 200, 200, 200, 200, 201, 204, 301, 400, 401, 402, 403, 404, 409, 413, 418, 422, 500, 502, 503];

let seed = 20261121;
const random = (n: number): number => (seed = (seed * 48_271) % 2_147_483_647) % n;
const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
/** Large integers are written as numbers, as a server in another language would. */
const stringify = (value: unknown) => JSON.stringify(value, (_key, one: unknown) => (typeof one === "bigint" ? `#${one}#` : one)).replace(/"#(\d+)#"/g, "$1");

/** Changes one to three places: a value of another kind, a key taken out, added, doubled, or bytes of the text. */
function mutate(answer: unknown): string {
  const copy = structuredClone(answer) as Record<string, unknown>;
  for (let changes = 1 + random(3); changes > 0; changes--) {
    let holder = copy;
    for (let depth = random(5); depth > 0; depth--) {
      const inner = Object.values(holder).filter((value) => typeof value === "object" && value !== null);
      if (inner.length > 0) holder = pick(inner) as Record<string, unknown>;
    }
    const key = pick([...Object.keys(holder), "code", "success", "data", "extra"]);
    if (random(4) === 0) delete holder[key];
    else holder[key] = structuredClone(pick(oddValues));
  }
  const text = stringify(copy);
  const at = random(text.length);
  return [text, text, text, text, text.slice(0, at), `${text}${text}`, `${text.slice(0, at)}${pick(["{", "}", '"', "\\", ",", "\u0000", "<"])}${text.slice(at)}`, `{"__proto__":${text},"code":0}`, `<html>${text}`, `${"[".repeat(20_000)}${text}`][random(10)] ?? text;
}

test("10,000 mutated answers of every endpoint give a value or a named error", async () => {
  let body = Buffer.alloc(0);
  let status = 200;
  const { client } = makeClient("http://127.0.0.1:1", {
    dispatcher: new AnswerFromMemory(() => ({ status, body })),
    clock: { now: () => new Date(), sleep: (ms, signal) => (ms >= 10 ? new Promise<void>((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason))) : Promise.resolve()) },
    waits: { ...makeClient("http://127.0.0.1:1").waits, readRetries: [], createRetry: 1, tokenRetry: 1, busyMin: 1, busyMax: 1 },
  });
  const ends: Record<string, number> = {};
  for (let i = 0; i < 10_000; i++) {
    const [name, answer, call] = fine[i % fine.length] as (typeof fine)[number];
    body = Buffer.from(mutate(answer));
    status = pick(statuses);
    const end = await call(client).then(
      () => "value",
      (error: unknown) => {
        if (error instanceof ExpectedError) return error.code;
        throw new Error(`${name} answered ${status} ${body.toString().slice(0, 500)}`, { cause: error });
      },
    );
    ends[end] = (ends[end] ?? 0) + 1;
  }
  expect(({} as Record<string, unknown>)["a"]).toBeUndefined();
  expect(Object.keys(ends).length).toBeGreaterThan(8);
  expect(ends["value"]).toBeGreaterThan(1_000);
});
