/** A NemoVideo user and the credits. */
export interface AccountRecord {
  userId: string;
  kind: "anonymous" | "own";
  granted: number;
  consumed: number;
  /** Credits frozen for running work, by message id. */
  reserved: Record<string, number>;
}

/** A token, anonymous (with a client id) or made by its owner in the settings. */
export interface TokenRecord {
  /** First 16 hex digits of the token's SHA-256; the file name. */
  id: string;
  nemoToken: string;
  userId: string;
  clientId: string | null;
  ip: string | null;
  issuedAt: number;
  /** ms since 1970; null = never. */
  expiresAt: number | null;
  state: "good" | "expired" | "revoked";
}

/** Shapes the agent knows. */
export type Ratio = "1:1" | "9:16" | "16:9" | "4:5";

/** What a message asks for; null = it does not say. */
export interface Wishes {
  ratio: Ratio | null;
  durationMs: number | null;
  title: string | null;
  music: boolean | null;
  /** Words on the screen, the title among them. */
  screenText: boolean | null;
  voice: boolean | null;
  /** The words at the end. */
  callToAction: string | null;
  /** The price as it shall be shown. */
  price: string | null;
  /** Name of the uploaded picture that is a logo. */
  logo: string | null;
  /** Footage is to be cut down, rather than to be shown beside pictures. */
  cutFootage: boolean | null;
}

/** What a film shows: enough to render it. */
export interface FilmBrief {
  ratio: Ratio;
  /** px */
  width: number;
  height: number;
  durationMs: number;
  title: string | null;
  /** Size of the title, 1 as usual; missing in films of an older stand-in. */
  titleScale?: number;
  music: boolean;
  /** Indexes into the session's uploads, in the order of the film. */
  pictures: number[];
  voice: boolean;
  /** The words of the last seconds. */
  callToAction: string | null;
  price: string | null;
  /** Words that nobody gave: a misunderstanding on demand. */
  claim: string | null;
  /** Index of the upload that is the logo. */
  logo: number | null;
  /** Footage and what is kept of it; the film shows it first, and the pictures in the time that is left. */
  clips: { upload: number; keep: TimeSpan[] }[];
}

/** A part of a film, in ms. */
export interface TimeSpan {
  fromMs: number;
  toMs: number;
}

/** One uploaded file. */
export interface UploadRecord {
  filename: string;
  fileType: "image" | "video" | "audio";
  /** File below the state folder. */
  storedAs: string;
  cdnUrl: string;
  bytes: number;
  sha256: string;
  mime: string;
  width?: number;
  height?: number;
  /** seconds */
  duration?: number;
  fps?: number;
  /** Footage: the parts in which something moves. */
  moving?: TimeSpan[];
  /** False until the session's state shows it. */
  applied: boolean;
}

/** A draft as it was handed out; a render may come back with any of them. */
export interface DraftRecord {
  stage: "raw-clip" | "finished";
  text: string;
  film: FilmBrief;
}

/** Work that goes on by itself; what is found here at a start is taken up again. */
export interface WorkRecord {
  messageId: string;
  kind: "generate" | "edit";
  stage: "making" | "post-production";
  brief: FilmBrief;
}

/** A session with its task, its files and its drafts. */
export interface SessionRecord {
  sessionId: string;
  taskId: string;
  taskName: string;
  userId: string;
  language: string | null;
  createdAt: number;
  dropped: boolean;
  uploads: UploadRecord[];
  /** Oldest first; the last one is the session's draft. */
  drafts: DraftRecord[];
  generatedMedia: { id: string; type: "video"; url: string; duration: number }[];
  work: WorkRecord[];
  /** What the messages so far have asked for; the agent remembers the talk. */
  wishes: Wishes | null;
}

/** Ways of a render (protocol §10.3). */
export type RenderStatus = "pending" | "processing" | "completed" | "failed" | "cancelled";

/** A render, from its order to its end. */
export interface RenderRecord {
  id: string;
  userId: string;
  sessionId: string;
  status: RenderStatus;
  /** 0..100 */
  progress: number;
  film: FilmBrief;
  /** The makers' ms from the start of the work to the end. */
  lastsMs: number;
  willFail: string | null;
  error: string | null;
  createdAt: number;
  completedAt: number | null;
  bytes: number;
}
