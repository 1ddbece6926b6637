import type { VideoEvent } from "@prisma/client";
import type { VideoStatus, VideoStep } from "./video-status.ts";
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
  { key: "publish", title: "Put it on the product", steps: ["upload_to_shopify", "await_shopify", "attach"] },
];

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
  const now = status === "published" ? stages.length : stages.findIndex((stage) => stage.steps.includes(video.step as VideoStep));
  return stages.map((stage, i) => {
    const own = video.events.filter((event) => stage.steps.includes(event.step as VideoStep));
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
