import type { Dialect, HeartbeatForm } from "#fakes/nemo/settings.ts";
import type { Ratio } from "#fakes/nemo/store/records.ts";

/** The places where something can go wrong. */
export type Operation =
  | "token"
  | "session"
  | "upload"
  | "chat"
  | "state"
  | "credits"
  | "claim"
  | "render"
  | "render-status"
  | "render-cancel"
  | "download"
  | "cdn";

/**
 * reset: RST. end: the socket is closed without the last chunk. bad-chunk: a chunk size that is none, then closed.
 * half-close: our side ends, the other one may go on writing.
 */
export type Cut = "reset" | "end" | "bad-chunk" | "half-close";

/** What happens to one whole HTTP answer, at any operation. Everything is data, so it can come over the control port. */
export interface AnswerFault {
  /** This instead of doing anything. A string body is sent as it is, anything else as JSON. */
  instead?: { status: number; headers?: Record<string, string>; body?: unknown; bodyBase64?: string };
  /** A refusal by code, in the form the settings ask for. */
  refuse?: { code: number; message?: string };
  /** The connection is cut without an answer: before anything was done, or after everything was done. */
  lose?: "before" | "after";
  /** The makers' ms before the answer. */
  delayMs?: number;
  /** Another wrapping for this answer (protocol §3.1). */
  form?: "A1" | "A4" | "A5" | "A9";
  /** Merged over the JSON answer, deeply. `{n}` in its texts becomes a number that grows with every request. */
  patch?: Record<string, unknown>;
  /** Dotted paths that are taken out of the JSON answer. */
  omit?: string[];
}

/** One thing the agent does in a turn. Steps run in order; the stream shows what the step produces. */
export type TurnStep =
  /** Without a text: the agent's usual first or last words. */
  | { do: "say"; text?: string; which?: "intro" | "outro" }
  | { do: "think"; text: string }
  /** Without a name: the tool that fits the message. A text right before it goes out in the same event, as ADK does it. */
  | { do: "call"; tool?: string; args?: unknown; longRunning?: boolean }
  | { do: "result"; response?: unknown }
  /** Starts the paid work and goes on at once. */
  | { do: "begin" }
  /** Waits for the work (and starts it if nobody has). */
  | { do: "work" }
  /** The makers' ms; without them as long as a turn takes that only talks. */
  | { do: "wait"; ms?: number }
  /** Keeps the stream open until control.release(gate), or until the client leaves. */
  | { do: "hold"; gate?: string }
  | { do: "ask"; title?: string; questions: AgentQuestion[] }
  /** python: `data: {"error": "…"}` unescaped; event: errorCode and errorMessage; envelope: {"code":…} inside the stream. */
  | { do: "error"; form: "python" | "event" | "envelope"; message: string; code?: number }
  /** Text straight into the stream, so many times (default 1). */
  | { do: "raw"; text: string; times?: number }
  /** How the connection breaks; see cut-connection.ts. */
  | { do: "cut"; how: Cut };

/** One question of `ask_question`. */
export interface AgentQuestion {
  id: string;
  prompt: string;
  options: { id: string; label: string }[];
  allow_multiple?: boolean;
}

/** What a turn does and how its stream is written. */
export interface ChatFault {
  steps?: TurnStep[];
  run?: "goes-on" | "dies";
  dialect?: Dialect;
  heartbeats?: HeartbeatForm[];
  /** Line ends of the stream; "\n" is what ADK sends. */
  lineEnd?: "\n" | "\r\n" | "\r";
  /** Cuts everything that is sent into pieces of so many bytes. */
  chunkBytes?: number;
  /** Headers of the stream, over the usual ones. */
  headers?: Record<string, string>;
  /** Sends the stream really gzipped (what it says of itself is up to `headers`). */
  gzip?: boolean;
  /** Neither length nor chunks: the end of the connection is the end of the stream. */
  closeDelimited?: boolean;
  /** Makes this shape, whatever the message asks for. */
  ratio?: Ratio;
  /** Makes a film of this length, whatever the message asks for. */
  durationMs?: number;
  /** Leaves these out, whatever the message asks for. */
  leavesOut?: ("music" | "voice")[];
  /** Puts these words on the screen, which nobody gave. */
  claim?: string;
  /** The work ends without a draft. */
  makesNothing?: boolean;
}

/** How a render ends, and when. */
export interface RenderFault {
  /** The reason of the failure. */
  fail?: string;
  /** The makers' ms until it is done. */
  lastsMs?: number;
}

/** What an upload refuses, and when its files are seen. */
export interface UploadFault {
  /** Extensions that are refused with 4001. */
  refuseExtensions?: string[];
  /** Parts of file names that are refused with 4001. */
  refuseNames?: string[];
  /** bytes; larger files are refused with 4002. */
  limit?: number;
  /** The makers' ms until the state shows the files; "never" is possible. */
  appliesAfterMs?: number | "never";
  /** Takes no more bytes and never answers. */
  stopsReading?: boolean;
}

/** What a look at the state finds in it once there is a draft. */
export interface StateFault {
  /** This very text instead of the draft; a render may come back with it. */
  draft?: string;
  /** A draft that is another one at every look. */
  keepsChanging?: boolean;
}

/** What happens to the delivery of a file. */
export interface CdnFault {
  /** Cuts the connection after so many bytes of the body. */
  cutAfterBytes?: number;
  /** Sends no more after so many bytes and keeps the connection. */
  stallAfterBytes?: number;
  /** Sends the body in pieces of 1 KiB with so many real ms between them. */
  dripEveryMs?: number;
  /** Content-Length says this, whatever comes. */
  claimsBytes?: number;
  /** No Content-Length: the body comes in chunks. */
  chunked?: boolean;
  /** After the real file zeros without an end, in chunks. */
  endless?: boolean;
}

/** One deviation from the good behaviour. */
export interface Fault {
  at: Operation;
  /** How many requests it meets (default 1); with `always` it never ends. */
  times?: number;
  /** Lets so many requests pass first. */
  skip?: number;
  /** Only requests about this session. */
  sessionId?: string;
  answer?: AnswerFault;
  chat?: ChatFault;
  render?: RenderFault;
  upload?: UploadFault;
  state?: StateFault;
  cdn?: CdnFault;
  /** Done to the stand-in's memory before the request is answered. */
  before?: "expire-token" | "revoke-token" | "drop-session";
}

/** A named set of faults, with the row of the fault list it plays. */
export interface Scenario {
  name: string;
  /** What a client sees, in one sentence. */
  about: string;
  faults: Fault[];
}
