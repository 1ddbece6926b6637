import type { Message, Prisma, PrismaClient, Video } from "@prisma/client";
import type { JobQueue } from "#app/jobs/open-job-queue.server.ts";
import type { Clock } from "#app/lib/clock.ts";
import { sentence } from "#app/words/say.ts";
import { followVersion } from "./batches/follow-version.server.ts";
import { admitVideos, lockShop } from "./admit-videos.server.ts";
import { takeMerchantFiles } from "./merchant-files.server.ts";
import { findRecipe } from "./recipes/find-recipe.ts";
import { cleanWords } from "./versions/clean-words.ts";
import { stepBack } from "./versions/give-way.server.ts";
import { isBeingMade, meantVersion, newestVersion } from "./versions/newest-version.ts";
import { videoChoices } from "./video-json.ts";
import { videoNotFound, videoRefused } from "./video-errors.ts";
import { checkWeekCap } from "./week-credits.server.ts";

export interface RefineDeps {
  db: PrismaClient;
  jobs: JobQueue;
  clock: Clock;
  perShop: number;
}

/** A turn lasts 15 minutes at most, and music and titles follow by themselves (protocol §7.6, §7.10). After this time nothing of it moves any more. */
const SURELY_OVER_MS = 30 * 60_000;

type Found = Video & { messages: Message[] };

/**
 * One more paid message in the project of a video that was made, or the answer to what the agent asked: a new row, one version higher, in the
 * same project, on its way through the same pipeline. The older version keeps its file. While a newer version is on its way a second
 * request finds it (`already`). Throws ExpectedError `video.*`; nothing is sent or charged then.
 */
export async function refineVideo(deps: RefineDeps, o: { shop: string; videoId: string; text: string; requestedBy: string | null }): Promise<{ videoId: string; already: boolean }> {
  const words = cleanWords(o.text);
  return deps.db.$transaction(async (tx) => {
    await lockShop(tx, o.shop);
    const asked = await tx.video.findFirst({ where: { id: o.videoId, shop: o.shop }, include: { messages: true } });
    if (!asked) throw videoNotFound();
    const { nemoRowId } = asked;
    const versions: Found[] = nemoRowId ? await tx.video.findMany({ where: { shop: o.shop, nemoRowId }, include: { messages: true }, orderBy: [{ version: "asc" }, { createdAt: "asc" }] }) : [];
    const newest = newestVersion(versions);
    if (!nemoRowId || !newest) throw videoRefused("video.not_begun", sentence("requests.not_begun"));
    if (isBeingMade(newest)) {
      if (newest.id !== asked.id && newest.refinesId) return { videoId: newest.id, already: true };
      throw videoRefused("video.still_made", sentence("requests.still_made"));
    }
    if (meantVersion(versions, asked)?.id !== newest.id) throw videoRefused("video.not_newest", sentence("requests.not_newest", { n: newest.version }));
    refuseUncertain(newest, deps.clock.now());
    const other = await tx.video.findFirst({ where: { shop: o.shop, productGid: asked.productGid, id: { notIn: versions.map((one) => one.id) }, status: { in: ["queued", "making"] } }, select: { id: true } });
    if (other) throw videoRefused("video.other_on_its_way", sentence("requests.other_being_made"));

    await checkWeekCap(tx, { shop: o.shop, now: deps.clock.now() });
    const version = Math.max(...versions.map((one) => one.version)) + 1;
    const next = await tx.video.create({ data: { ...carriedOn(newest), prompt: words, version, refinesId: newest.id, requestedBy: o.requestedBy } });
    await stepBack(tx, { shop: o.shop, nemoRowId, newId: next.id, newVersion: version, now: deps.clock.now() });
    await followVersion(tx, { shop: o.shop, from: newest.id, to: next.id });
    await takeMerchantFiles(tx, { shop: o.shop, productGid: newest.productGid, videoId: next.id, takes: findRecipe(newest.recipe).takes });
    await admitVideos(deps, tx, o.shop);
    return { videoId: next.id, already: false };
  });
}

/** What a newer version has from the one that it goes on from. */
function carriedOn(from: Found): Omit<Prisma.VideoUncheckedCreateInput, "prompt"> {
  return {
    shop: from.shop, productGid: from.productGid, productTitle: from.productTitle, recipe: from.recipe, nemoRowId: from.nemoRowId,
    choices: videoChoices.parse(from.choices), pictures: from.pictures as Prisma.InputJsonArray, madeFrom: from.madeFrom, staleSince: from.staleSince,
  };
}

/** One message at a time: while an earlier one may still be worked on, its work could not be told from that of the next one (protocol §7.2). */
function refuseUncertain(newest: Found, now: Date): void {
  const uncertain = newest.status === "canceled" || newest.errorCode === "nemo.unknown_end";
  const sentAt = newest.messages.findLast((message) => message.sentAt)?.sentAt;
  if (!uncertain || !sentAt || now.getTime() - sentAt.getTime() > SURELY_OVER_MS) return;
  throw videoRefused("video.turn_not_over", sentence("requests.turn_not_over"));
}
