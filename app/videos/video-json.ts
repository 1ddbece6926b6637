// The JSON columns of a video, with their shapes. Whatever stands in the database goes through these on its way in.
import { z } from "zod";

export const sentPicture = z.object({
  mediaGid: z.string(),
  url: z.string(),
  filename: z.string(),
  alt: z.string().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  role: z.string(),
  /** NemoVideo fetches it from its address by itself and knows it by the name in the address (protocol §6.1). */
  byAddress: z.boolean().optional(),
  sha256: z.string().optional(),
  bytes: z.number().optional(),
});
/** A picture as it goes to NemoVideo; `sha256` and `bytes` are known once it was fetched. */
export type SentPicture = z.infer<typeof sentPicture>;
export const sentPictures = z.array(sentPicture);

/** `text` is a kept sentence. */
export const videoWarning = z.object({ code: z.string(), text: z.string() });
export type VideoWarning = z.infer<typeof videoWarning>;
export const videoWarnings = z.array(videoWarning);

/** What was asked for; checked against the draft and the finished file. */
export const videoChoices = z.object({
  format: z.string(),
  lengthSeconds: z.number(),
  language: z.string(),
  // Missing in videos from before there were choices.
  music: z.boolean().optional(),
  voiceOver: z.boolean().optional(),
  captions: z.boolean().optional(),
  showPrice: z.boolean().optional(),
  brandWords: z.string().optional(),
  offer: z.string().optional(),
  linkWords: z.string().optional(),
  /** The merchant's own text was sent: it may ask for other sound and words than the choices. */
  promptEdited: z.boolean().optional(),
});
export type VideoChoices = z.infer<typeof videoChoices>;

/** More tracks, and more segments of one, are not kept. */
export const MOST_TRACKS = 40;
export const MOST_SEGMENTS = 200;

/** The tracks of a timeline as they are kept for its picture and for the comparison with the next version. Times in ms. */
export const keptTracks = z.array(z.object({
  kind: z.enum(["video", "audio", "text", "other"]),
  segments: z.array(z.object({ startMs: z.number(), durationMs: z.number(), label: z.string().nullable(), volume: z.number().nullable() })),
}));
export type KeptTracks = z.infer<typeof keptTracks>;

/** What NemoVideo asked instead of working. */
export const askedQuestion = z.object({
  title: z.string(),
  questions: z.array(z.object({ id: z.string(), prompt: z.string(), options: z.array(z.object({ id: z.string(), label: z.string() })), allowMultiple: z.boolean() })),
});
export type AskedQuestion = z.infer<typeof askedQuestion>;

export const inspectionResult = z.object({
  timeline: z.string(),
  durationMs: z.number(),
  canvas: z.object({ width: z.number(), height: z.number() }).nullable(),
  /** Missing in videos from before they were kept. */
  tracks: keptTracks.optional(),
  /** What is different from the version before, in kept sentences; missing in a first version. */
  changes: z.array(z.string()).optional(),
});
export type InspectionResult = z.infer<typeof inspectionResult>;

export const fileFacts = z.object({
  bytes: z.number(), sha256: z.string(), width: z.number(), height: z.number(), durationMs: z.number(),
  videoCodec: z.string(), audioCodec: z.string().nullable(), fps: z.number().nullable(),
});

export const creditsSeen = z.object({ available: z.number().nullable(), frozen: z.number().nullable(), total: z.number().nullable() });

/** One look after a message whose end is unknown. Times are ISO. */
export const lookEvidence = z.object({ at: z.string(), changed: z.boolean(), available: z.number().nullable(), frozen: z.number().nullable() });
export const lookEvidences = z.array(lookEvidence);
export type LookEvidence = z.infer<typeof lookEvidence>;

/**
 * An older video of ours whose place a newer one takes. `position`, zero-based, is where it was; `removedAt` (ISO) is written before it is taken
 * off, `backAt` after an undo has put it back, `refused` is the code of why it could not be.
 */
export const replacedVideo = z.object({ videoId: z.string(), fileGid: z.string(), position: z.number().nullable(), removedAt: z.string().nullable(), backAt: z.string().nullish(), refused: z.string().nullish() });
export type ReplacedVideo = z.infer<typeof replacedVideo>;
export const replacedVideos = z.array(replacedVideo);

/** Gids of a product's media in listing order. */
export const mediaOrder = z.array(z.string());
