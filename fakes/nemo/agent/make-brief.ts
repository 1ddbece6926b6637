import type { ChatFault } from "#fakes/nemo/scenarios/scenario.ts";
import type { FilmBrief, Ratio, SessionRecord, Wishes } from "#fakes/nemo/store/records.ts";

const DEFAULT_MS = 10_000;

/** What the agent will make of the wishes: a new film, or the last one changed. Its shape cannot be changed by an edit. */
export function makeBrief(wishes: Wishes, session: SessionRecord, kind: "generate" | "edit", shortSide: number, fault: ChatFault): FilmBrief {
  const last = session.drafts.at(-1)?.film;
  const before = kind === "edit" ? last : undefined;
  const ratio = fault.ratio ?? before?.ratio ?? wishes.ratio ?? "1:1";
  return {
    ratio,
    ...sizeOf(ratio, shortSide),
    durationMs: fault.durationMs ?? wishes.durationMs ?? before?.durationMs ?? DEFAULT_MS,
    title: wishes.screenText === false ? null : (wishes.title ?? last?.title ?? null),
    music: wishes.music ?? before?.music ?? true,
    pictures: session.uploads.flatMap((upload, index) => (upload.fileType === "image" && upload.applied ? [index] : [])),
  };
}

/** px; even, as H.264 wants it. */
export function sizeOf(ratio: Ratio, shortSide: number): { width: number; height: number } {
  const [across, down] = ratio.split(":").map(Number) as [number, number];
  const unit = shortSide / Math.min(across, down);
  const even = (n: number): number => 2 * Math.round(n / 2);
  return { width: even(across * unit), height: even(down * unit) };
}
