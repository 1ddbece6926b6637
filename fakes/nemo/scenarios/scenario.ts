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

/** What happens to one whole HTTP answer, at any operation. Everything is data, so it can come over the control port. */
export interface AnswerFault {
  /** This instead of doing anything. A string body is sent as it is, anything else as JSON. */
  instead?: { status: number; headers?: Record<string, string>; body?: unknown };
  /** A refusal by code, in the form the settings ask for. */
  refuse?: { code: number; message?: string };
  /** The connection is cut without an answer: before anything was done, or after everything was done. */
  lose?: "before" | "after";
  /** The makers' ms before the answer. */
  delayMs?: number;
  /** Another wrapping for this answer (protocol §3.1). */
  form?: "A1" | "A4" | "A5" | "A9";
  /** Merged over the JSON answer, deeply. */
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
  /** Bytes straight into the stream. */
  | { do: "raw"; text: string }
  /** reset: RST; end: the socket is closed without the last chunk. */
  | { do: "cut"; how: "reset" | "end" };

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
  /** Makes this shape, whatever the message asks for. */
  ratio?: Ratio;
  /** Makes a film of this length, whatever the message asks for. */
  durationMs?: number;
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
  /** bytes; larger files are refused with 4002. */
  limit?: number;
  /** The makers' ms until the state shows the files; "never" is possible. */
  appliesAfterMs?: number | "never";
}

/** What happens to the delivery of a file. */
export interface CdnFault {
  /** Cuts the connection after so many bytes of the body. */
  cutAfterBytes?: number;
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
