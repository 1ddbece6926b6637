import { request } from "undici";
import { expect, test } from "vitest";
import { createScriptedClock } from "#fakes/nemo/scripted-clock.ts";
import { useFakeNemo } from "./use-fake-nemo.ts";

test("another process can choose faults, turn switches and read the ledger", async () => {
  const { nemo, openSession, say } = await useFakeNemo();
  const post = async (path: string, body: unknown) => (await request(nemo.controlUrl + path, { method: "POST", body: JSON.stringify(body) })).statusCode;
  const get = async (path: string) => (await request(nemo.controlUrl + path)).body.json() as Promise<any>;
  expect((await get("/scenarios")).map((scenario: { name: string }) => scenario.name)).toContain("silent");
  expect(await post("/next", { scenario: "text-only" })).toBe(200);
  expect(await post("/settings", { dialect: "A", delays: { talk: 1 } })).toBe(200);
  expect((await say(await openSession(), "A video")).text).toBe('data: {"type":"text","content":"Sure! What product is it?"}\n\n');
  expect(await get("/ledger")).toMatchObject({ messagesAccepted: 1, creditsCharged: 0 });
  expect(await get("/ledger/messages")).toMatchObject([{ text: "A video", charged: 0 }]);
  expect(nemo.control.settings.delays.generate).toBe(120_000);
  expect(await post("/next", { scenario: "no-such" })).toBe(400);
});

test("a page in a browser cannot steer it", async () => {
  const { nemo } = await useFakeNemo();
  const refusedHeaders: Record<string, string>[] = [{ origin: "https://admin.shopify.com" }, { host: "evil.example" }];
  for (const headers of refusedHeaders) expect((await request(`${nemo.controlUrl}/ledger`, { headers })).statusCode).toBe(403);
});

test("generic faults replace, lose, delay and bend answers, as often as they say", async () => {
  const { nemo, call, openSession } = await useFakeNemo();
  nemo.control.next(
    { at: "credits", answer: { instead: { status: 502, headers: { "content-type": "text/html" }, body: "<h1>Bad Gateway</h1>" } } },
    { at: "credits", answer: { patch: { data: { available: "12.5" } }, omit: ["data.frozen"] } },
    { at: "credits", answer: { lose: "before" } },
  );
  const balance = () => call("GET", "/api/credits/balance/simple");
  expect(await balance()).toMatchObject({ status: 502, text: "<h1>Bad Gateway</h1>" });
  expect((await balance()).json).toEqual({ code: 0, data: { available: "12.5", total: 500 } });
  await expect(balance()).rejects.toThrow(/ECONNRESET|other side closed/);
  expect((await balance()).json.data.available).toBe(500);
  nemo.control.next("session-beside-code");
  const { json } = await call("POST", "/api/tasks/me/with-session/nemo_agent", { body: { task_name: "project" } });
  expect(json).toMatchObject({ code: 0, session_id: expect.any(String) });
  nemo.control.always({ at: "session", answer: { refuse: { code: 1002 } } });
  await expect(openSession()).rejects.toThrow();
  nemo.control.clear();
  expect(await openSession()).toMatch(/^\d+$/);
});

test("a fast clock shortens, a manual one waits to be moved, in order", async () => {
  const clock = createScriptedClock(1000);
  const started = performance.now();
  await clock.sleep(30_000);
  expect(performance.now() - started).toBeLessThan(1_000);
  clock.manual();
  const woken: number[] = [];
  for (const ms of [20, 10]) void clock.sleep(ms).then(() => woken.push(ms));
  const date = clock.now();
  await clock.advance(15);
  expect(woken).toEqual([10]);
  expect(clock.now() - date).toBe(15);
  await clock.advance(5);
  expect(woken).toEqual([10, 20]);
  const controller = new AbortController();
  const sleeping = clock.sleep(1_000, controller.signal);
  controller.abort(new Error("stop"));
  await expect(sleeping).rejects.toThrow("stop");
  expect(clock.waiting).toBe(0);
});
