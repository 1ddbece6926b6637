import type { TurnStep } from "#fakes/nemo/scenarios/scenario.ts";
import type { FilmBrief } from "#fakes/nemo/store/records.ts";
import type { Settings } from "#fakes/nemo/settings.ts";

/** What the agent does when nothing else was ordered. */
export function planTurn(kind: "generate" | "edit", silent: boolean, settings: Settings): TurnStep[] {
  if (silent) return [{ do: "call" }, { do: "work" }, { do: "result" }];
  const rest: TurnStep[] = kind === "generate" ? [{ do: "wait", ms: settings.delays.reply }] : [];
  return [{ do: "say", which: "intro" }, { do: "call" }, { do: "work" }, { do: "result" }, ...rest, { do: "say", which: "outro" }];
}

/** The agent's usual first and last words; the last ones speak of a page the caller does not have (protocol §7.13). */
export function usualWords(kind: "generate" | "edit", which: "intro" | "outro"): string {
  if (kind === "edit") return which === "intro" ? "Let me edit it." : "Done. The change is in your timeline.";
  if (which === "intro") return "I'll generate your video now...";
  return "Your product video is ready, with music and a title on the way. Click the Export button to download it.";
}

/** The tool that fits the message, with its arguments. */
export function usualTool(kind: "generate" | "edit", brief: FilmBrief): { tool: string; args: unknown } {
  if (kind === "edit") return { tool: "edit_multitrack", args: { op: "update", title: brief.title, music: brief.music } };
  return {
    tool: "generate_video_with_seedance",
    args: { ratio: brief.ratio, duration: brief.durationMs / 1000, images: brief.pictures.length },
  };
}
