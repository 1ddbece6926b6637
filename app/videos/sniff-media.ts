/** The 13 formats that NemoVideo takes (protocol §6.1), with their media types. */
export const mediaFormats = {
  mp4: "video/mp4", mov: "video/quicktime", avi: "video/x-msvideo", webm: "video/webm", mkv: "video/x-matroska",
  jpg: "image/jpeg", png: "image/png", gif: "image/gif", webp: "image/webp",
  mp3: "audio/mpeg", wav: "audio/wav", m4a: "audio/mp4", aac: "audio/aac",
} as const;
export type MediaFormat = keyof typeof mediaFormats;

/** So many first bytes are enough to tell. */
export const SNIFF_BYTES = 4_100;

/** What the first bytes of a file say it is, whatever it is called. Null when it is none of the 13 formats. */
export function sniffMedia(head: Uint8Array): MediaFormat | null {
  const text = (from: number, to: number) => String.fromCharCode(...head.subarray(from, to));
  const starts = (...bytes: number[]) => bytes.every((byte, at) => head[at] === byte);
  if (text(4, 8) === "ftyp") return byBrand(text(8, 12));
  if (["moov", "mdat", "wide"].includes(text(4, 8))) return "mov";
  if (text(0, 4) === "RIFF") return ({ "AVI ": "avi", WAVE: "wav", WEBP: "webp" } as const)[text(8, 12)] ?? null;
  if (starts(0x1a, 0x45, 0xdf, 0xa3)) return text(0, 64).includes("webm") ? "webm" : text(0, 64).includes("matroska") ? "mkv" : null;
  if (starts(0xff, 0xd8, 0xff)) return "jpg";
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "png";
  if (/^GIF8[79]a/.test(text(0, 6))) return "gif";
  if (text(0, 3) === "ID3") return "mp3";
  // An ADTS frame has layer 0, an MPEG audio frame any other (ISO 13818-7, 11172-3).
  if (head[0] === 0xff && ((head[1] ?? 0) & 0xf6) === 0xf0) return "aac";
  if (head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0 && ((head[1] ?? 0) & 0x06) !== 0) return "mp3";
  return null;
}

/** The brand of an ISO file: sounds and still pictures share the container with films. */
function byBrand(brand: string): MediaFormat | null {
  if (brand === "qt  ") return "mov";
  if (/^(M4A|M4B|M4P)/.test(brand)) return "m4a";
  return /^(heic|heix|heim|heis|hevc|hevx|mif1|msf1|avif|avis|crx )/.test(brand) ? null : "mp4";
}
