import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import { Agent, FormData, request, type Dispatcher } from "undici";
import { expect, onTestFinished } from "vitest";
import { startFakeNemo, type FakeNemo, type FakeNemoOptions } from "#fakes/nemo/start-fake-nemo.ts";

export const NEMO_TOKEN = "nmv_usr_own_token_of_the_tests";
export const ATTRIBUTION = { "x-skill-source": "shelfreel-tests", "x-skill-version": "1.0.0", "x-skill-platform": "unknown" };
export const SIGNED_IN = { authorization: `Bearer ${NEMO_TOKEN}`, ...ATTRIBUTION };

export interface Answered {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** The body as JSON. */
  json: any;
}

export interface NemoCaller {
  nemo: FakeNemo;
  stateDir: string;
  call(method: Dispatcher.HttpMethod, path: string, more?: { body?: unknown; headers?: Record<string, string>; signedIn?: boolean; to?: string }): Promise<Answered>;
  openSession(): Promise<string>;
  uploadPicture(sessionId: string, filename?: string): Promise<Answered>;
  say(sessionId: string, text: string, more?: Record<string, unknown>): Promise<Answered>;
  /** The text of the whole answer, and of its draft. */
  readState(sessionId: string): Promise<Answered & { draftText: string }>;
  /** Session, picture, one message, and the finished draft. */
  makeDraft(text?: string): Promise<{ sessionId: string; draftText: string }>;
  submit(sessionId: string, draftText: string, renderId: string, headers?: Record<string, string>): Promise<Answered>;
  waitForRender(renderId: string): Promise<Answered>;
}

/** A stand-in with one own account of 500 credits, small films and no delays, closed when the test has ended. */
export async function useFakeNemo(options: Partial<FakeNemoOptions> = {}): Promise<NemoCaller> {
  const stateDir = options.stateDir ?? (await mkdtemp(path.join(tmpdir(), "fake-nemo-")));
  const nemo = await startFakeNemo({
    speed: Infinity, film: { size: 272, fps: 12 }, tokens: [{ nemoToken: NEMO_TOKEN, userId: "user_1", credits: 500 }], ...options, stateDir,
  });
  const dispatcher = new Agent();
  onTestFinished(async () => {
    await nemo.close();
    await dispatcher.destroy();
    expect(nemo.control.failures).toEqual([]);
    if (!options.stateDir) await rm(stateDir, { recursive: true, force: true });
  });

  const caller: NemoCaller = {
    nemo,
    stateDir,
    async call(method, path, { body, headers = {}, signedIn = true, to = nemo.url } = {}) {
      const isJson = body !== undefined && !(body instanceof FormData);
      const answer = await request(to + path, {
        method, dispatcher,
        headers: { ...(signedIn ? SIGNED_IN : {}), ...(isJson ? { "content-type": "application/json" } : {}), ...headers },
        body: body === undefined ? null : body instanceof FormData ? body : typeof body === "string" ? body : JSON.stringify(body),
      });
      const text = await answer.body.text();
      return {
        status: answer.statusCode, headers: answer.headers, text,
        get json() {
          return JSON.parse(text) as unknown;
        },
      };
    },
    async openSession() {
      const { json } = await caller.call("POST", "/api/tasks/me/with-session/nemo_agent", { body: { task_name: "project", language: "en" } });
      return json.data.session_id;
    },
    async uploadPicture(sessionId, filename = "front.png") {
      const form = new FormData();
      form.append("files", new File([await drawPicture()], filename, { type: "image/png" }));
      return caller.call("POST", `/api/upload-video/nemo_agent/me/${sessionId}`, { body: form });
    },
    say: (sessionId, text, more = {}) => caller.call("POST", "/run_sse", { body: chatBody(sessionId, text, more), headers: { accept: "text/event-stream" } }),
    async readState(sessionId) {
      const answer = await caller.call("GET", `/api/state/nemo_agent/me/${sessionId}/latest`);
      return { ...answer, json: answer.json, draftText: /"draft":(.*),"video_infos":/.exec(answer.text)?.[1] ?? "" };
    },
    async makeDraft(text = 'Make a 1 second square video titled "Blue Beanie" with music') {
      const sessionId = await caller.openSession();
      await caller.uploadPicture(sessionId);
      await caller.say(sessionId, text);
      const { draftText } = await until(() => caller.readState(sessionId), (state) => state.json.data.state.draft?.t.length > 1);
      return { sessionId, draftText };
    },
    submit: (sessionId, draftText, renderId, headers = {}) =>
      caller.call("POST", "/api/render/proxy/lambda", {
        body: `{"id":${JSON.stringify(renderId)},"sessionId":"${sessionId}","draft":${draftText},"output":{"format":"mp4","quality":"high"}}`, headers,
      }),
    waitForRender: (renderId) =>
      until(
        () => caller.call("GET", `/api/render/proxy/lambda/${renderId}`),
        ({ json }) => !["pending", "processing"].includes(json.status ?? json.data?.status),
      ),
  };
  return caller;
}

/** The documented body of a chat message. */
export function chatBody(sessionId: string, text: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { app_name: "nemo_agent", user_id: "me", session_id: sessionId, new_message: { parts: [{ text }] }, ...more };
}

/** A small PNG with a transparent ground. */
export async function drawPicture(): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = createCanvas(120, 90);
  const context = canvas.getContext("2d");
  context.fillStyle = "#335577";
  context.fillRect(30, 20, 60, 50);
  return new Uint8Array(await canvas.encode("png"));
}

/** Asks until the answer is as wanted. */
export async function until<T>(ask: () => T | Promise<T>, wanted: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
