import type { Prisma, PrismaClient } from "@prisma/client";
import { tellKept } from "#app/words/keep-sentence.ts";
import { z } from "zod";
import type { VideoForView } from "#app/videos/build-video-view.ts";
import { readVideosById } from "#app/videos/read-videos.server.ts";
import { askedQuestion, type AskedQuestion } from "#app/videos/video-json.ts";
import { publishingSteps } from "#app/videos/video-status.ts";
import type { VideoView } from "#app/videos/video-view.ts";
import type { BatchItemView, ItemFilter, SkipReason } from "./batch-view.ts";

const filters: Record<ItemFilter, Prisma.BatchItemWhereInput> = {
  all: {},
  waiting: { state: { in: ["new", "waiting"] } },
  making: { state: "begun", video: { OR: [{ status: "making" }, { status: "queued", step: { notIn: publishingSteps } }] } },
  ready: { state: "begun", video: { status: "ready" } },
  published: { state: "begun", video: { OR: [{ status: { in: ["publishing", "published"] } }, { status: "queued", step: { in: publishingSteps } }] } },
  off: { state: "begun", video: { status: { in: ["withdrawing", "withdrawn", "replaced", "removed"] } } },
  problems: { state: "begun", video: { status: { in: ["attention", "failed"] } } },
  skipped: { state: "skipped" },
  canceled: { OR: [{ state: "canceled" }, { state: "begun", video: { status: { in: ["canceled", "discarded"] } } }] },
};

/** Rows of a batch in the order of their turns, with what each video's page would show. A foreign id has no rows. */
export async function readItems(
  db: PrismaClient,
  view: (video: VideoForView) => VideoView,
  o: { shop: string; batchId: string; filter: ItemFilter; after: number; take: number },
): Promise<{ items: BatchItemView[]; next: number | null }> {
  if (!z.uuid().safeParse(o.batchId).success) return { items: [], next: null };
  const take = Math.min(Math.max(1, o.take), 500);
  const rows = await db.batchItem.findMany({
    where: { batchId: o.batchId, shop: o.shop, position: { gt: o.after }, ...filters[o.filter] }, orderBy: { position: "asc" }, take: take + 1,
  });
  const page = rows.slice(0, take);
  const videos = new Map((await readVideosById(db, { shop: o.shop, videoIds: page.flatMap((row) => row.videoId ?? []) })).map((video) => [video.id, { view: view(video), question: openQuestion(video) }]));
  const items = page.map((row): BatchItemView => ({
    position: row.position, productGid: row.productGid, productTitle: row.productTitle, state: row.state as BatchItemView["state"],
    skipReason: row.skipReason as SkipReason | null, skipText: row.skipText && tellKept(row.skipText), video: (row.videoId && videos.get(row.videoId)?.view) || null,
    question: (row.videoId && videos.get(row.videoId)?.question) || null,
  }));
  return { items, next: rows.length > take ? (page.at(-1)?.position ?? null) : null };
}

/** The question that the video waits with; null once it goes on. */
function openQuestion(video: VideoForView): AskedQuestion | null {
  const asked = video.status === "attention" && video.errorCode === "nemo.question" ? video.messages.at(-1)?.question : null;
  return asked ? askedQuestion.parse(asked) : null;
}
