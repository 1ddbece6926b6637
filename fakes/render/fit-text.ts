import { createRequire } from "node:module";
import { GlobalFonts, type SKRSContext2D } from "@napi-rs/canvas";

/** The name under which the title font is known to the canvas; an own name, so a system font never takes its place. */
export const TITLE_FONT = "showcase-title";

/** Makes the title font known. @throws Error when the font file is not installed. */
export function loadTitleFont(): void {
  if (GlobalFonts.has(TITLE_FONT)) return;
  const file = createRequire(import.meta.url).resolve("@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf");
  if (!GlobalFonts.registerFromPath(file, TITLE_FONT)) throw new Error(`cannot read the font ${file}`);
}

export interface FittedText {
  lines: string[];
  /** px */
  size: number;
}

/** Breaks the text into at most `maxLines` lines no wider than `width`, in the largest size from `largest` down to `smallest` px. */
export function fitText(context: SKRSContext2D, text: string, width: number, largest: number, smallest: number, maxLines: number): FittedText {
  const words = text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, " ").trim().split(/\s+/);
  for (let size = largest; ; size -= 2) {
    context.font = `${size}px ${TITLE_FONT}`;
    const lines = breakLines(context, words, width);
    const fits = lines.length <= maxLines && lines.every((line) => context.measureText(line).width <= width);
    if (fits) return { lines, size };
    if (size - 2 < smallest) return { lines: cutLines(context, lines, width, maxLines), size };
  }
}

function breakLines(context: SKRSContext2D, words: string[], width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    const longer = line ? `${line} ${word}` : word;
    if (line && context.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  lines.push(line);
  return lines;
}

function cutLines(context: SKRSContext2D, lines: string[], width: number, maxLines: number): string[] {
  const kept = lines.slice(0, maxLines);
  return kept.map((line, index) => {
    const more = index === kept.length - 1 && lines.length > maxLines;
    let letters = Array.from(line);
    const shown = (): string => letters.join("") + (more || letters.length < Array.from(line).length ? "…" : "");
    while (letters.length > 1 && context.measureText(shown()).width > width) letters = letters.slice(0, -1);
    return shown();
  });
}
