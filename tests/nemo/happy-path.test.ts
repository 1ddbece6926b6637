import { expect, test } from "vitest";
import { account, canary, json, makeClient, serveHttp } from "./serve-raw.ts";

const draft = '{"t":[{"tt":0,"id":5529798706024415232,"sg":[{"d":5000}]}],"fps":30.0,"d":5000}';

test("a video goes from a session to a render id over the documented requests", async () => {
  await using server = await serveHttp((request, response) => {
    if (request.url === "/api/tasks/me/with-session/nemo_agent") return json(response, { code: 0, data: { session_id: "5529798706024415232", task_id: "t-1" } });
    if (request.url.startsWith("/api/upload-video/")) return json(response, { code: 0, data: { files: [{ filename: "a.jpg" }], session_state_applied: true } });
    if (request.url === "/api/credits/balance/simple") return json(response, { code: 0, data: { available: "100", frozen: 0, total: 100.5 } });
    if (request.url === "/api/render/proxy/lambda") return json(response, { success: true, data: { id: JSON.parse(request.body.toString()).id, status: "pending", progress: 5 } });
    if (request.url === "/api/render/proxy/lambda/render_1") return json(response, { taskId: "render_1", status: "completed", progress: 100, output: { url: "https://static1.nemovideo.ai/render-result/render_1.mp4", duration: 5 } });
    if (request.url === "/api/auth/claim-token") return json(response, { code: 0, data: { claim_token: "clm_abc", expires_in: 604800 } });
    if (request.url.endsWith("/latest")) return json(response, `{"code":0,"data":{"state":{"draft":${draft},"video_infos":[{"filename":"a.jpg","cdn_url":"https://cdn/a.jpg"}],"canvas_config":{"width":1080,"height":1080,"ratio":"1:1"},"generated_media":[]}}}`);
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end('data: {"content":{"parts":[{"text":"Title added."}],"role":"model"},"author":"nemo_agent","invocationId":"e-1"}\n\n');
  });
  const { client, log } = makeClient(server.url);

  const session = await client.openSession(account, { taskName: "project", language: "en" });
  expect(session).toEqual({ nemoSessionId: "5529798706024415232", nemoTaskId: "t-1" });
  const { nemoSessionId } = session;
  await client.uploadPictures(account, { nemoSessionId, pictures: [{ filename: "a.jpg", mime: "image/jpeg", bytes: Buffer.from("picture") }] });
  expect(await client.readCredits(account)).toEqual({ available: 100, frozen: 0, total: 100.5 });
  expect(await client.say(account, { nemoSessionId, text: "Make a video" })).toEqual({ kind: "replied", reply: "Title added." });
  const state = await client.readState(account, { nemoSessionId });
  expect(state).toMatchObject({ draftJson: draft, ready: true, durationMs: 5000, canvas: { width: 1080, height: 1080 }, uploads: [{ name: "a.jpg" }] });
  expect(await client.submitRender(account, { renderId: "render_1", nemoSessionId, draftJson: state.draftJson ?? "" })).toEqual({ pollId: "render_1" });
  expect(await client.pollRender(account, { renderId: "render_1" })).toEqual({ status: "completed", progress: 100, url: "https://static1.nemovideo.ai/render-result/render_1.mp4" });
  expect(await client.claimLink(account, session)).toBe("https://nemovideo.com/workspace/claim?ct=clm_abc");

  const byPath = (part: string) => server.seen.find((request) => request.url.includes(part));
  expect(byPath("/run_sse")?.body.toString()).toBe('{"app_name":"nemo_agent","user_id":"me","session_id":"5529798706024415232","new_message":{"parts":[{"text":"Make a video"}]}}');
  expect(byPath("/upload-video/")?.body.toString()).toMatch(/^------shelfreel\w+\r\nContent-Disposition: form-data; name="files"; filename="a.jpg"\r\nContent-Type: image\/jpeg\r\n\r\npicture\r\n------shelfreel\w+--\r\n$/);
  expect(server.seen.find((request) => request.url.endsWith("/lambda"))?.body.toString()).toContain(`"draft":${draft},`);
  for (const request of server.seen) {
    expect(request.headers, request.url).toMatchObject({ authorization: `Bearer ${canary}`, "x-skill-source": "ecommerce-product-video", "x-skill-version": "0.1.0", "x-skill-platform": "unknown", "accept-encoding": "identity" });
  }
  expect(log.lines.join("\n")).not.toContain(canary);
});

test("a silent turn is told apart from an empty one", async () => {
  await using server = await serveHttp((_request, response, count) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(count === 1 ? 'data: {"type":"tool_call","name":"edit"}\n\ndata: {"type":"tool_result","name":"edit"}\n\n' : 'data:\n\ndata: {"type":"heartbeat"}\n\n');
  });
  const { client } = makeClient(server.url);
  expect(await client.say(account, { nemoSessionId: "1", text: "go" })).toEqual({ kind: "silent" });
  expect(await client.say(account, { nemoSessionId: "1", text: "go" })).toEqual({ kind: "empty" });
});
