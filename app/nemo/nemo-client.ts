// The narrow port behind which NemoVideo lives. Types only, so that any module may name them.
import type { ExpectedError } from "#app/lib/expected-error.ts";

/** Whose credits are used. `nemoToken` is a secret: it goes into the Authorization header and nowhere else. */
export interface NemoAccount {
  kind: "own" | "anonymous";
  nemoToken: string;
  nemoUserId?: string | undefined;
  /** `X-Skill-Source`: the recipe's name (protocol §2). */
  skillSource: string;
}

/** A picture as it goes to NemoVideo. `filename` carries the right extension; `mime` one of image/jpeg, image/png, image/webp. */
export interface NemoPicture {
  filename: string;
  mime: string;
  bytes: Uint8Array;
}

/** A file on our disk as it goes to NemoVideo, at most 500 MB. `filename` carries the right extension; `bytes` is its exact size. */
export interface NemoFile {
  filename: string;
  path: string;
  bytes: number;
}

/** What is in the session (protocol §8). `draftJson` is the draft's exact text as received, or null. */
export interface NemoState {
  draftJson: string | null;
  /** Why `draftJson` is null although there is a draft: the newer XML format, over 4 MiB, or nested too deeply (protocol §8.2). */
  draftProblem?: "unsupported_format" | "too_large" | "too_deep";
  /** Parsed for reading only, never for sending back. */
  tracks: NemoTrack[];
  /** Longest track, in ms. */
  durationMs: number;
  /** At least one track has segments and one of those tracks is a video track with length > 0 (protocol §8.2). */
  ready: boolean;
  canvas: { width: number; height: number; ratio: string | null } | null;
  /** Names (or URLs) of uploaded files in `video_infos`, in order. */
  uploads: { name: string; url: string | null; hash: string | null }[];
  generatedMediaCount: number;
  /** Hash over draft, generated_media and video_infos (protocol §8.3). Equal = unchanged. */
  fingerprint: string;
}
export interface NemoTrack {
  kind: "video" | "audio" | "text" | "other";
  segments: { startMs: number; durationMs: number; label: string | null; volume: number | null }[];
}

export interface NemoCredits {
  available: number | null;
  frozen: number | null;
  total: number | null;
}

/** How a turn ended (protocol §7.7). `cut` means: not known, look at the state, never send again. */
export type TurnOutcome =
  | { kind: "replied"; reply: string }
  | { kind: "silent" }
  | { kind: "empty" }
  | { kind: "cut"; reason: string }
  | { kind: "question"; title: string; questions: NemoQuestion[] }
  | { kind: "no_credits" }
  | { kind: "failed_turn"; reason: string }
  /** A complete refusal before anything was accepted: nothing was sent, nothing charged. */
  | { kind: "refused"; error: ExpectedError };
export interface NemoQuestion {
  id: string;
  prompt: string;
  options: { id: string; label: string }[];
  allowMultiple: boolean;
}

export interface RenderStatus {
  status: "processing" | "completed" | "failed" | "unknown_id";
  /** 0..100, as told; may be missing. */
  progress: number | null;
  url: string | null;
}

/** What a probe of the finished file says. Sizes in px, times in ms. */
export interface VideoFileFacts {
  bytes: number;
  sha256: string;
  width: number;
  height: number;
  durationMs: number;
  videoCodec: string;
  audioCodec: string | null;
  fps: number | null;
}

export interface NemoClient {
  /** §4.1. Throws ExpectedError. */
  acquireAnonymousToken(o: { clientId: string; signal?: AbortSignal }): Promise<{ nemoToken: string; nemoUserId: string | null; credits: number | null }>;
  /** §5. */
  openSession(account: NemoAccount, o: { taskName: string; language: string; signal?: AbortSignal }): Promise<{ nemoSessionId: string; nemoTaskId: string | null }>;
  /** §6, multipart. One request; the caller reads the state to see what arrived. */
  uploadPictures(account: NemoAccount, o: { nemoSessionId: string; pictures: NemoPicture[]; signal?: AbortSignal }): Promise<void>;
  /** §6, multipart: one large file from the disk, at constant memory. */
  uploadFile(account: NemoAccount, o: { nemoSessionId: string; file: NemoFile; signal?: AbortSignal }): Promise<void>;
  /** §6, by address: NemoVideo fetches the files itself. Only public addresses that may be handed on. */
  uploadUrls(account: NemoAccount, o: { nemoSessionId: string; urls: string[]; signal?: AbortSignal }): Promise<void>;
  /**
   * §7. Sends ONE message and reads the turn to its end. Never throws for what happened after the first byte: that is an
   * outcome. The caller has written "sent" durably before. `onSubstance` is called at most once a second while news arrive.
   */
  say(account: NemoAccount, o: { nemoSessionId: string; text: string; signal?: AbortSignal; onSubstance?: () => void }): Promise<TurnOutcome>;
  /** §8. Retried inside as §13 allows. Throws ExpectedError code `nemo.session_not_found` for 1002/404. */
  readState(account: NemoAccount, o: { nemoSessionId: string; signal?: AbortSignal }): Promise<NemoState>;
  /** §9. */
  readCredits(account: NemoAccount, o?: { signal?: AbortSignal }): Promise<NemoCredits>;
  /**
   * §10.1. Returns the id to poll. Throws ExpectedError: `nemo.render_duplicate_id`, `nemo.plan` (402/403),
   * `nemo.render_refused` (answer "failed"), `nemo.unreachable` (lost answer: poll our id before anything else).
   */
  submitRender(account: NemoAccount, o: { renderId: string; nemoSessionId: string; draftJson: string; signal?: AbortSignal }): Promise<{ pollId: string }>;
  /** §10.3. One look. Passing faults (408, 429, 5xx, network) throw ExpectedError with retryable true. */
  pollRender(account: NemoAccount, o: { renderId: string; signal?: AbortSignal }): Promise<RenderStatus>;
  /** §10.4. Best effort, never throws. */
  cancelRender(account: NemoAccount, o: { renderId: string; signal?: AbortSignal }): Promise<void>;
  /** §11. Streams to `toFile` (written aside, renamed when complete and probed). Order of ways: URL twice, then the fallback path. */
  download(account: NemoAccount, o: { renderId: string; url: string | null; toFile: string; signal?: AbortSignal }): Promise<VideoFileFacts>;
  /** §12. Null when it cannot be had. */
  claimLink(account: NemoAccount, o: { nemoSessionId: string; nemoTaskId: string | null; signal?: AbortSignal }): Promise<string | null>;
}
