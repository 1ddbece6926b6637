import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { until, useFakeNemo } from "./use-fake-nemo.ts";

async function useStateDir(): Promise<string> {
  const stateDir = await mkdtemp(path.join(tmpdir(), "fake-nemo-restart-"));
  onTestFinished(() => rm(stateDir, { recursive: true, force: true }));
  return stateDir;
}

test("after a restart everything is still there: balance, session, draft, film and ledger", async () => {
  const stateDir = await useStateDir();
  const first = await useFakeNemo({ stateDir });
  const { sessionId, draftText } = await first.makeDraft();
  await first.submit(sessionId, draftText, "render_x");
  const before = await first.waitForRender("render_x");
  const figures = first.nemo.ledger.summary();
  await first.nemo.close();

  const second = await useFakeNemo({ stateDir });
  expect((await second.readState(sessionId)).draftText).toBe(draftText);
  expect((await second.call("GET", "/api/credits/balance/simple")).json.data.available).toBe(400);
  expect((await second.call("GET", "/api/render/proxy/lambda/render_x")).json).toEqual(before.json);
  expect((await fetch(`${second.nemo.cdnUrl}/render-result/render_x.mp4`)).status).toBe(200);
  expect(second.nemo.ledger.summary()).toMatchObject({ messagesAccepted: 1, creditsCharged: 100, renders: figures.renders });
  expect((await second.submit(sessionId, draftText, "render_x")).status).toBe(409);
});

test("work and renders that a stop interrupted are taken up again, and charged once", async () => {
  const stateDir = await useStateDir();
  const first = await useFakeNemo({ stateDir });
  const { sessionId, draftText } = await first.makeDraft();
  first.nemo.control.clock.manual();
  await first.submit(sessionId, draftText, "render_x");
  const other = await first.openSession();
  const cut = expect(first.say(other, "A 1 second video")).rejects.toThrow(/terminated|closed|ECONNRESET|aborted/i);
  await until(() => first.nemo.ledger.creditsCharged(), (credits) => credits === 200);
  await first.nemo.close();
  await cut;

  const second = await useFakeNemo({ stateDir });
  expect((await second.waitForRender("render_x")).json.status).toBe("completed");
  await until(() => second.readState(other), (state) => state.json.data.state.draft?.t.length > 1);
  expect(second.nemo.ledger.summary()).toMatchObject({ messagesAccepted: 2, creditsCharged: 200, renders: 1 });
  expect((await second.call("GET", "/api/credits/balance/simple")).json.data).toEqual({ available: 300, frozen: 0, total: 300 });
});

test("credits frozen for a turn that had not begun are free again after a restart", async () => {
  const stateDir = await useStateDir();
  const first = await useFakeNemo({ stateDir });
  first.nemo.control.next({ at: "chat", chat: { steps: [{ do: "hold" }] } });
  const cut = expect(first.say(await first.openSession(), "A video")).rejects.toThrow(/terminated|closed|ECONNRESET|aborted/i);
  await first.nemo.control.whenHeld();
  await first.nemo.close();
  await cut;
  const second = await useFakeNemo({ stateDir });
  expect((await second.call("GET", "/api/credits/balance/simple")).json.data).toEqual({ available: 500, frozen: 0, total: 500 });
});
