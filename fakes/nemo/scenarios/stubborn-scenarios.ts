import type { Scenario } from "./scenario.ts";

/** For a fault that does not go away. */
const ALWAYS = 1_000_000;
const HTML = { "content-type": "text/html" };
const WORK = [{ do: "call" }, { do: "work" }, { do: "result" }] as const;

/** What goes on being wrong, and odd ways to write what is right. */
export const STUBBORN_SCENARIOS: Scenario[] = [
  { name: "down", about: "Z5: every request for a session meets a gateway's 503 page", faults: [{ at: "session", times: ALWAYS, answer: { instead: { status: 503, headers: HTML, body: "<h1>503 Service Unavailable</h1>" } } }] },
  { name: "token-refused", about: "T3: the configured token is refused when the session is asked for", faults: [{ at: "session", answer: { refuse: { code: 1001 } } }] },
  { name: "redirected", about: "X13: the session's address answers with a redirect to the cloud's metadata", faults: [{ at: "session", answer: { instead: { status: 307, headers: { location: "http://169.254.169.254/latest/meta-data" }, body: "" } } }] },
  { name: "session-malformed", about: "Z2: the answer has no session id", faults: [{ at: "session", times: ALWAYS, answer: { omit: ["data.session_id"] } }] },
  { name: "one-picture-refused", about: "U1: the second picture is refused with 4001", faults: [{ at: "upload", times: ALWAYS, upload: { refuseNames: ["02-"] } }] },
  { name: "html-instead-of-stream", about: "F16: a page where the stream was expected", faults: [{ at: "chat", answer: { instead: { status: 200, headers: HTML, body: "<p>hello</p>" } } }] },
  { name: "byte-by-byte", about: "F1: every byte of the stream is a chunk of its own, with CRLF", faults: [{ at: "chat", chat: { chunkBytes: 1, lineEnd: "\r\n" } }] },
  { name: "dialect-a", about: "F20: typed events instead of Google's", faults: [{ at: "chat", chat: { dialect: "A" } }] },
  { name: "gzip-that-is-none", about: "F18: the stream says that it is gzip and is not", faults: [{ at: "chat", chat: { headers: { "content-encoding": "gzip" } } }] },
  { name: "endless-events", about: "F12: 300,000 tiny events", faults: [{ at: "chat", chat: { steps: [{ do: "begin" }, { do: "raw", text: 'data: {"content":{"parts":[{"text":"x"}]},"partial":true,"author":"nemo_agent","invocationId":"e-1"}\n\n', times: 300_000 }] } }] },
  { name: "stalled-stream", about: "X7: the headers and then no byte any more; the work goes on", faults: [{ at: "chat", chat: { steps: [{ do: "begin" }, { do: "hold" }], heartbeats: [] } }] },
  { name: "half-closed", about: "X6: the server ends its side of the stream only", faults: [{ at: "chat", chat: { run: "goes-on", steps: [{ do: "call" }, { do: "begin" }, { do: "cut", how: "half-close" }] } }] },
  { name: "chinese-buttons", about: "C17: the reply speaks of buttons only, in Chinese", faults: [{ at: "chat", chat: { steps: [...WORK, { do: "say", text: "请点击右上角的导出按钮下载视频。" }] } }] },
  { name: "draft-never-rests", about: "C15: the draft is another one at every look", faults: [{ at: "state", times: ALWAYS, state: { keepsChanging: true } }] },
  { name: "only-sound", about: "D1: the draft has an audio track and nothing else", faults: [{ at: "state", times: ALWAYS, state: { draft: '{"t":[{"tt":1,"sg":[{"d":5000}]}]}' } }] },
  { name: "newer-draft", about: "D4: the draft is one of the newer XML format", faults: [{ at: "state", times: ALWAYS, state: { draft: JSON.stringify('<draft fps="30" width="1080" height="1080" duration="20"></draft>') } }] },
  { name: "render-stuck", about: "R7: the render stands at 99 % for ever", faults: [{ at: "render-status", times: ALWAYS, skip: 1, answer: { patch: { status: "processing", progress: 99 }, omit: ["output", "outputUrl"] } }] },
  { name: "hostile-url", about: "R14: the film is said to be in the file system, and the fallback does not know it", faults: [{ at: "render-status", times: ALWAYS, answer: { patch: { output: { url: "file:///etc/passwd" } } } }, { at: "download", times: ALWAYS, answer: { instead: { status: 404, body: { error: "Render not found" } } } }] },
  { name: "film-out-of-reach", about: "L1: the film's address has expired for good and the fallback is a page", faults: [{ at: "cdn", times: ALWAYS, answer: { instead: { status: 403, headers: { "content-type": "application/xml" }, body: "<Error><Code>AccessDenied</Code></Error>" } } }, { at: "download", times: ALWAYS, answer: { instead: { status: 200, headers: HTML, body: "<p>sign in</p>" } } }] },
  { name: "film-by-fallback", about: "L2: the film at the CDN is cut every time; the API's own path has it", faults: [{ at: "cdn", times: ALWAYS, cdn: { cutAfterBytes: 1_000 } }] },
];
