import type { VideoEvent } from "@prisma/client";
import { publishableAgain, undoSteps, type VideoStatus, type VideoStep } from "./video-status.ts";
import type { VideoStepView } from "./video-view.ts";

interface Stage {
  key: string;
  title: string;
  steps: VideoStep[];
}

/** The pipeline as a merchant reads it: several steps of ours are one stage of theirs. */
const stages: Stage[] = [
  { key: "check", title: "Check product and credits", steps: ["check", "open_session"] },
  { key: "pictures", title: "Send the pictures", steps: ["upload_pictures"] },
  { key: "generate", title: "NemoVideo makes the video", steps: ["generate", "recover"] },
  { key: "finish", title: "Music, titles and checks", steps: ["settle", "inspect"] },
  { key: "render", title: "Render the file", steps: ["render", "await_render"] },
  { key: "collect", title: "Fetch and check the file", steps: ["collect"] },
  { key: "approve", title: "Your approval", steps: ["approve"] },
  { key: "publish", title: "Put it on the product", steps: ["upload_to_shopify", "await_shopify", "attach", "replace_older"] },
];
/** Only of a video that is on its way off, or was taken off. */
const wayOff: Stage = { key: "undo", title: "Take it off the product", steps: [...undoSteps, "off"] };

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
      key: stage.key, title: stage.title, state,
      startedAt: state === "next" ? null : (started?.at.toISOString() ?? null),
      finishedAt: state === "done" ? (finished?.at.toISOString() ?? null) : null,
      note: state === "next" || state === "failed" ? null : note,
    };
  });
}

function stateNow(status: VideoStatus): VideoStepView["state"] {
  if (status === "queued") return "next";
  return ["attention", "failed", "canceled", "discarded"].includes(status) ? "failed" : "now";
}
