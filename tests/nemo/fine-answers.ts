import type { NemoClient } from "#app/nemo/nemo-client.ts";
import { account } from "./serve-raw.ts";

/** A fine answer of each endpoint, in both shapes where there are two. */
export const fineAnswers: [name: string, answer: unknown, call: (client: NemoClient) => Promise<unknown>][] = [
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
