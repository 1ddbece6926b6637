import type { ChatFault } from "#fakes/nemo/scenarios/scenario.ts";
import type { Changes } from "./read-changes.ts";
import type { FilmBrief, Ratio, SessionRecord, TimeSpan, Wishes } from "#fakes/nemo/store/records.ts";

const DEFAULT_MS = 10_000;

/** What the agent will make of the wishes: a new film, or the last one changed. Its shape cannot be changed by an edit. */
export function makeBrief(wishes: Wishes, session: SessionRecord, kind: "generate" | "edit", shortSide: number, fault: ChatFault, changes: Changes | null = null): FilmBrief {
  const last = session.drafts.at(-1)?.film;
  const before = kind === "edit" ? last : undefined;
  const ratio = fault.ratio ?? before?.ratio ?? wishes.ratio ?? "1:1";
  const askedMs = fault.durationMs ?? wishes.durationMs ?? (before && Math.round(before.durationMs * (changes?.lengthFactor ?? 1)));
  const named = session.uploads.findIndex((upload) => upload.filename === wishes.logo && upload.fileType === "image");
  const logo = named < 0 ? (before?.logo ?? -1) : named;
  const uploaded = session.uploads.flatMap((upload, index) => (upload.fileType === "image" && upload.applied && index !== logo ? [index] : []));
  const pictures = before ? inOrder(before.pictures, uploaded, changes) : uploaded;
  // Beside pictures clips get up to half of the film; where footage is to be cut, or is all there is, it is the film.
  const beside = pictures.length > 0 && !wishes.cutFootage;
  const clips = cutFootage(session, beside ? (askedMs ?? DEFAULT_MS) / 2 : (askedMs ?? Infinity));
  const texts = wishes.screenText !== false;
  return {
    ratio,
    ...sizeOf(ratio, shortSide),
    durationMs: clips.length && !beside ? clips.reduce((sum, { keep }) => sum + lengthOf(keep), 0) : (askedMs ?? DEFAULT_MS),
    title: !texts ? null : (wishes.title ?? last?.title ?? null),
    titleScale: (before?.titleScale ?? 1) * (changes?.titleFactor ?? 1),
    music: !fault.leavesOut?.includes("music") && (wishes.music ?? before?.music ?? true),
    voice: !fault.leavesOut?.includes("voice") && (wishes.voice ?? before?.voice ?? false),
    callToAction: texts ? (wishes.callToAction ?? before?.callToAction ?? null) : null,
    price: texts ? (wishes.price ?? before?.price ?? null) : null,
    claim: fault.claim ?? before?.claim ?? null,
    pictures,
    logo: logo < 0 ? null : logo,
    clips,
  };
}

/** The pictures of the last film in their order, or turned round; what came since goes to the end. */
function inOrder(last: number[], uploaded: number[], changes: Changes | null): number[] {
  const all = [...last.filter((index) => uploaded.includes(index)), ...uploaded.filter((index) => !last.includes(index))];
  return changes?.otherOrder ? all.reverse() : all;
}

/** What is kept of the session's footage: the parts that move, in order, up to the asked length. */
function cutFootage(session: SessionRecord, mostMs: number): FilmBrief["clips"] {
  let left = mostMs;
  return session.uploads.flatMap((upload, index) => {
    if (upload.fileType !== "video" || !upload.applied || left <= 0) return [];
    const whole = [{ fromMs: 0, toMs: Math.round((upload.duration ?? 0) * 1000) }];
    const keep = (upload.moving ?? whole).flatMap(({ fromMs, toMs }) => {
      const part = { fromMs, toMs: Math.min(toMs, fromMs + left) };
      left -= Math.max(0, part.toMs - part.fromMs);
      return part.toMs > part.fromMs ? [part] : [];
    });
    return keep.length ? [{ upload: index, keep }] : [];
  });
}

const lengthOf = (keep: TimeSpan[]): number => keep.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);

/** px; even, as H.264 wants it. */
export function sizeOf(ratio: Ratio, shortSide: number): { width: number; height: number } {
  const [across, down] = ratio.split(":").map(Number) as [number, number];
  const unit = shortSide / Math.min(across, down);
  const even = (n: number): number => 2 * Math.round(n / 2);
  return { width: even(across * unit), height: even(down * unit) };
}
