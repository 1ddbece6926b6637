import type { UploadRecord } from "#fakes/nemo/store/records.ts";

interface FileKind {
  type: UploadRecord["fileType"];
  /** MIME types a client may give it. */
  mimes: string[];
}

/** The 13 formats of the documents, and `.jpeg` (protocol §6.1). */
const KINDS: Record<string, FileKind> = {
  mp4: { type: "video", mimes: ["video/mp4"] },
  mov: { type: "video", mimes: ["video/quicktime"] },
  avi: { type: "video", mimes: ["video/x-msvideo", "video/avi"] },
  webm: { type: "video", mimes: ["video/webm"] },
  mkv: { type: "video", mimes: ["video/x-matroska"] },
  jpg: { type: "image", mimes: ["image/jpeg"] },
  jpeg: { type: "image", mimes: ["image/jpeg"] },
  png: { type: "image", mimes: ["image/png"] },
  gif: { type: "image", mimes: ["image/gif"] },
  webp: { type: "image", mimes: ["image/webp"] },
  mp3: { type: "audio", mimes: ["audio/mpeg", "audio/mp3"] },
  wav: { type: "audio", mimes: ["audio/wav", "audio/x-wav", "audio/wave"] },
  m4a: { type: "audio", mimes: ["audio/mp4", "audio/x-m4a", "audio/m4a"] },
  aac: { type: "audio", mimes: ["audio/aac"] },
};

/** The extension in lower case, without the dot; "" when there is none. */
export function extensionOf(filename: string): string {
  return /\.([A-Za-z0-9]+)$/.exec(filename)?.[1]?.toLowerCase() ?? "";
}

/** What a file of that name is, or undefined when it is not taken. */
export function kindOf(filename: string): FileKind | undefined {
  const extension = extensionOf(filename);
  return Object.hasOwn(KINDS, extension) ? KINDS[extension] : undefined;
}
