/** A form in which the gateway keeps a stream alive (protocol §7.3). */
export type HeartbeatForm = "comment" | "empty" | "blank" | "word" | "typed" | "event" | "event-with-data" | "bare";

/** A = typed events, B = events of Google's ADK (protocol §7.4). */
export type Dialect = "A" | "B";

/** Switches between the forms the sources allow. The defaults are what the sources make most likely. */
export interface Settings {
  dialect: Dialect;
  /** Sent in turn while a tool runs. */
  heartbeats: HeartbeatForm[];
  /** The makers' ms between two of them. */
  heartbeatEveryMs: number;
  /** A refusal by code comes with HTTP 200 (A2) or with the fitting 4xx (A3). */
  refusals: "A2" | "A3";
  /** How fine answers are wrapped: {code,data}, or the fields beside the code (A9). */
  answers: "A1" | "A9";
  /** {success,data} (A4) or a bare object (A5) at the render endpoints. */
  renderShape: "A4" | "A5";
  /** What becomes of the work when the client leaves the stream. */
  run: "goes-on" | "dies";
  /** Too few credits: a JSON answer instead of a stream, or an event inside a stream. */
  creditsRefusal: "envelope" | "event";
  /** An unknown session at the chat: {"detail":…} with 404, or code 1002. */
  unknownSessionAtChat: "detail" | "code";
  /** The draft as an object, or as a string that holds JSON (protocol §8.2). */
  draftForm: "object" | "string";
  /** The fallback download gives the file, or sends the client to the CDN. */
  download: "body" | "redirect";
  /** Share of turns without a text, 0..1; drawn from `seed`, so the same run is silent at the same places. */
  silentShare: number;
  seed: number;
  anonymousTokensPerIp: number;
  /** Earlier anonymous tokens could render, later ones could not (protocol §3.3, 403). */
  anonymousMayRender: boolean;
  /** bytes per uploaded file */
  uploadLimit: number;
  /** Turns the service runs at once; more are answered with 429. */
  turnsAtOnce: number;
  /** How long the makers say things take, in ms. */
  delays: Delays;
}

/** The makers' ms. */
export interface Delays {
  /** Message to raw clip: "100 to 300 s". */
  generate: number;
  /** Raw clip to music, title and effects. */
  postProduction: number;
  /** Raw clip to the agent's last words; shorter than the post-production, as the makers describe it. */
  reply: number;
  edit: number;
  /** A turn that only talks. */
  talk: number;
  renderQueue: number;
  render: number;
}

/** How the stand-in behaves when nobody turns a switch. */
export const DEFAULT_SETTINGS: Settings = {
  dialect: "B",
  heartbeats: ["comment", "empty", "typed"],
  heartbeatEveryMs: 15_000,
  refusals: "A2",
  answers: "A1",
  renderShape: "A5",
  run: "goes-on",
  creditsRefusal: "envelope",
  unknownSessionAtChat: "detail",
  draftForm: "object",
  download: "body",
  silentShare: 0,
  seed: 1,
  anonymousTokensPerIp: 10,
  anonymousMayRender: true,
  uploadLimit: 500 * 1024 * 1024,
  turnsAtOnce: Infinity,
  delays: { generate: 120_000, postProduction: 40_000, reply: 15_000, edit: 20_000, talk: 8_000, renderQueue: 5_000, render: 45_000 },
};
