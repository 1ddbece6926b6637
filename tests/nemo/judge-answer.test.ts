import { describe, expect, test } from "vitest";
import { judgeAnswer } from "#app/nemo/judge-answer.ts";
import { readRetryAfter } from "#app/nemo/read-retry-after.ts";

const judge = (status: number, body: unknown) => judgeAnswer({ status, text: typeof body === "string" ? body : JSON.stringify(body) }).class;

describe("an answer is judged by its code, then success, then the HTTP status", () => {
  test.each([
    [200, { code: 0, data: {} }, "ok"],
    [200, { code: "0", data: {} }, "ok"],
    [200, { success: true, data: {} }, "ok"],
    [200, { status: "completed", output: { url: "x" } }, "ok"],
    [201, { session_id: "1" }, "ok"],
    [200, ` \n{"code":0}`, "ok"],
    // Code 0 counts only with a 2xx status.
    [500, { code: 0 }, "passing"],
    [401, { code: 0 }, "token_refused"],
    // A known code outranks the status.
    [200, { code: 1001, message: "expired" }, "token_refused"],
    [401, { code: 1001 }, "token_refused"],
    [500, { code: 1001 }, "token_refused"],
    [200, { code: "1010" }, "token_refused"],
    [200, { code: 1011 }, "token_refused"],
    [200, { code: 1002 }, "session_not_found"],
    [200, { code: 2001 }, "no_credits"],
    [400, { code: 2001 }, "no_credits"],
    [200, { code: 4001 }, "file_type"],
    [413, { code: 4002 }, "file_too_large"],
    [200, { code: 400 }, "bad_request"],
    [200, { code: 402 }, "plan"],
    [200, { code: 403 }, "plan"],
    [200, { code: 409 }, "duplicate"],
    [200, { code: 429 }, "busy"],
    [200, { code: 503 }, "passing"],
    // An unknown code: the status, or a refusal.
    [200, { code: 9999 }, "refused"],
    [404, { code: 9999 }, "not_found"],
    [200, { code: -1 }, "refused"],
    // A code that is none.
    [200, { code: "OK", data: {} }, "ok"],
    [200, { code: null, success: false }, "refused"],
    [200, { success: false, error: "x" }, "refused"],
    [200, { success: false, code: 1001 }, "token_refused"],
    [503, { success: false, error: "x" }, "passing"],
    [200, { success: false, error: "Render id already exists" }, "duplicate"],
    [409, "", "duplicate"],
    // The status alone.
    [400, "", "bad_request"],
    [401, "", "token_refused"],
    [402, { error: "payment required" }, "plan"],
    [402, { code: 2001 }, "plan_or_credits"],
    [402, { message: "Insufficient credits" }, "plan_or_credits"],
    [402, "", "plan"],
    [403, "Forbidden: origin not allowed", "plan"],
    [404, { detail: "Session not found" }, "not_found"],
    [404, { error: "Session not found: x" }, "not_found"],
    [404, "<pre>Cannot POST /x</pre>", "not_found"],
    [405, { detail: "Method Not Allowed" }, "bad_request"],
    [408, "", "passing"],
    [413, "<html>", "file_too_large"],
    [422, { detail: [{ type: "missing", loc: ["body"], msg: "x", input: {} }] }, "bad_request"],
    [418, "", "bad_request"],
    [429, "", "busy"],
    [500, "Error: x\n at y", "passing"],
    [504, "<html>", "passing"],
    [302, "", "redirected"],
    // No JSON object on 2xx.
    [200, "", "malformed"],
    [200, "<html>", "malformed"],
    [200, "[]", "malformed"],
    [200, "null", "malformed"],
    [200, '{"code":0', "malformed"],
    [200, '{"code":0}{"code":0}', "malformed"],
    [200, "[".repeat(100_000), "malformed"],
    [200, `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, "malformed"],
  ])("%i %j is %s", (status, body, expected) => {
    expect(judge(status, body)).toBe(expected);
  });
});

test("large integers keep their digits and prototypes stay as they are", () => {
  const { body } = judgeAnswer({ status: 200, text: '{"session_id":5529798706024415232,"__proto__":{"polluted":1}}' });
  expect(body?.["session_id"]).toBe("5529798706024415232");
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test("the wait after 429 lies between 30 and 120 seconds", () => {
  const now = new Date("2026-11-21T10:00:00Z");
  const wait = (header?: string) => readRetryAfter(header, now, { busyMin: 30_000, busyMax: 120_000 });
  expect([wait(), wait("5"), wait("3600"), wait("45"), wait("garbage"), wait("-3"), wait("1e9")]).toEqual([30_000, 30_000, 120_000, 45_000, 30_000, 30_000, 30_000]);
  expect([wait("Sat, 21 Nov 2026 09:00:00 GMT"), wait("Sat, 21 Nov 2026 10:01:00 GMT")]).toEqual([30_000, 60_000]);
});
