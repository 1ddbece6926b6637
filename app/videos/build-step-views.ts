import type { VideoEvent } from "@prisma/client";
import { tellKept } from "#app/words/keep-sentence.ts";
import { say, type WordId } from "#app/words/say.ts";
import { publishableAgain, undoSteps, type VideoStatus, type VideoStep } from "./video-status.ts";
import type { VideoStepView } from "./video-view.ts";

interface Stage {
  key: string;
  title: WordId;
  steps: VideoStep[];
}

/** The pipeline as a merchant reads it: several steps of ours are one stage of theirs. */
const stages: Stage[] = [
  { key: "check", title: "steps.check", steps: ["check", "open_session"] },
  { key: "pictures", title: "steps.pictures", steps: ["upload_pictures"] },
  { key: "generate", title: "steps.generate", steps: ["generate", "recover"] },
  { key: "finish", title: "steps.finish", steps: ["settle", "inspect"] },
  { key: "render", title: "steps.render", steps: ["render", "await_render"] },
  { key: "collect", title: "steps.collect", steps: ["collect"] },
  { key: "approve", title: "steps.approve", steps: ["approve"] },
  { key: "publish", title: "steps.publish", steps: ["upload_to_shopify", "await_shopify", "attach", "replace_older"] },
];
/** Only of a video that is on its way off, or was taken off. */
const wayOff: Stage = { key: "undo", title: "steps.undo", steps: [...undoSteps, "off"] };

const againAndAgain = ["publish", wayOff.key];

interface Staged {
  status: string;
  step: string;
  nextTryAt: Date | null;
  finishedAt: Date | null;
  events: VideoEvent[];
}

/** The stages with their honest times, from what was recorded. No percentages: nobody knows them. */
export function buildStepViews(video: Staged): VideoStepView[] {
  const status = video.status as VideoStatus;
  const step = video.step as VideoStep;
  const drawn = wayOff.steps.includes(step) ? [...stages, wayOff] : stages;
  const over = status === "published" || publishableAgain.includes(status);
  const now = over ? drawn.length : drawn.findIndex((stage) => stage.steps.includes(step));
  // A video that was published again has been through its last stages before: their times are those of this time.
  const thisTime = video.events.slice(Math.max(0, video.events.findLastIndex((event) => event.step === "approve" && event.kind === "finished")));
  return drawn.map((stage, i) => {
    const own = (againAndAgain.includes(stage.key) ? thisTime : video.events).filter((event) => stage.steps.includes(event.step as VideoStep));
    const started = own.find((event) => event.kind === "started") ?? own[0];
    const finished = own.findLast((event) => event.kind === "finished");
    const state = i < now ? "done" : i > now ? "next" : stateNow(status);
    const note = own.findLast((event) => event.text)?.text ?? null;
    return {
      key: stage.key, title: say(stage.title), state,
      startedAt: state === "next" ? null : (started?.at.toISOString() ?? null),
      finishedAt: state === "done" ? (finished?.at.toISOString() ?? null) : null,
      note: state === "next" || state === "failed" ? null : note && tellKept(note),
    };
  });
}

function stateNow(status: VideoStatus): VideoStepView["state"] {
  if (status === "queued") return "next";
  return ["attention", "failed", "canceled", "discarded"].includes(status) ? "failed" : "now";
}
