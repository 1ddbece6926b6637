// A shop whose videos are published, and what a merchant does meanwhile in Shopify's own admin.
import { readFileSync } from "node:fs";
import { ProxyAgent, request } from "undici";
import { runVideoStep } from "#app/videos/pipeline/run-video-step.server.ts";
import { isAtRest, type VideoStatus } from "#app/videos/video-status.ts";
import { Died, makeMortal, type Death } from "#tests/chaos/mortal-worker.ts";
import { SHOP, type TestShop } from "#tests/setup/open-test-shop.ts";

/** What tests of the way back need beside the shop itself. */
export function usePublications(shop: () => TestShop) {
  const media = (handle: string) => shop().product(handle).media.map(({ gid }) => gid);
  const row = (videoId: string) => shop().db.video.findUniqueOrThrow({ where: { id: videoId }, include: { publication: true, events: { orderBy: { id: "asc" } } } });
  const fileOf = async (videoId: string) => (await row(videoId)).publication?.fileGid ?? "";
  return {
    media, row, fileOf,
    /** A video that waits for approval. */
    async ready(handle: string): Promise<string> {
      const { videoId } = await shop().videos.requestVideo({ shop: SHOP, admin: shop().admin, productGid: shop().product(handle).gid, recipe: null, prompt: null, requestedBy: null });
      await shop().drive(videoId);
      return videoId;
    },
    async publish(videoId: string, o: { place?: string; replace?: boolean } = {}): Promise<string> {
      await shop().videos.approveVideo({ shop: SHOP, videoId, approvedBy: "42", place: o.place ?? "last", alt: "", ...(o.replace !== undefined && { replace: o.replace }) });
      return shop().drive(videoId);
    },
    async undo(videoId: string): Promise<string> {
      await shop().videos.undoVideo({ shop: SHOP, videoId, undoneBy: "43" });
      return shop().drive(videoId);
    },
    async view(videoId: string) {
      const found = await shop().videos.getVideo({ shop: SHOP, videoId });
      if (!found) throw new Error("no such video");
      return found;
    },
    /** What the merchant does in Shopify itself. */
    merchant: {
      move: (handle: string, mediaGid: string, position: number) => shop().admin.moveMedia({ productGid: shop().product(handle).gid, mediaGid, position }),
      takeOff: (handle: string, fileGid: string) => shop().admin.detachFromProduct({ productGid: shop().product(handle).gid, fileGid }),
      putOn: (handle: string, fileGid: string) => shop().admin.attachToProduct({ productGid: shop().product(handle).gid, fileGid }),
      async deleteFile(fileGid: string): Promise<void> {
        const dispatcher = new ProxyAgent({ uri: shop().net.proxyUrl, requestTls: { ca: readFileSync(shop().net.caFile) } });
        const answer = await request(`https://${SHOP}/admin/api/2026-10/graphql.json`, {
          dispatcher, method: "POST", headers: { "content-type": "application/json", "x-shopify-access-token": shop().offlineAccessToken },
          body: JSON.stringify({ query: "mutation DeleteFiles($ids: [ID!]!) { fileDelete(fileIds: $ids) { deletedFileIds userErrors { code } } }", variables: { ids: [fileGid] } }),
        });
        const { data } = (await answer.body.json()) as { data: { fileDelete: { deletedFileIds: string[] | null } } };
        if (data.fileDelete.deletedFileIds?.[0] !== fileGid) throw new Error("the file was not deleted");
        await dispatcher.close();
      },
    },
  };
}

const never = new AbortController().signal;
const MOST_RUNS = 60;

/** Calls to the outside of one clean way, until the video rests. */
export async function countCalls(shop: TestShop, videoId: string): Promise<string[]> {
  const counting = makeMortal(shop.worker("counting"));
  await runUntilRest(shop, videoId, counting.deps);
  return counting.calls;
}

/** The same way by a worker that dies at one place, and then by healthy ones. */
export async function driveWithDeath(shop: TestShop, videoId: string, death: Death): Promise<string> {
  const mortal = makeMortal(shop.worker("mortal"), death);
  await runUntilRest(shop, videoId, mortal.deps).catch((error: unknown) => {
    if (!(error instanceof Died)) throw error;
  });
  // the dead one's lease runs out
  await shop.db.video.updateMany({ where: { id: videoId, leaseUntil: { not: null } }, data: { leaseUntil: new Date(Date.now() - 60_000) } });
  return shop.drive(videoId);
}

async function runUntilRest(shop: TestShop, videoId: string, deps: TestShop["deps"]): Promise<void> {
  for (let i = 0; i < MOST_RUNS; i++) {
    const { status } = await shop.db.video.findUniqueOrThrow({ where: { id: videoId } });
    if (isAtRest(status as VideoStatus)) return;
    await runVideoStep(deps, videoId, never);
  }
  throw new Error("the video did not come to rest");
}

/** Every place of a way at which a worker may die (dying before a call is dying after the one before it): a fifth of them, all with CHAOS_EVERY=1. */
export function placesIn(calls: string[]): Death[] {
  const places = calls.flatMap((name, i): Death[] => [{ call: i + 1, when: "after" }, ...(name.startsWith("shopify.") ? [{ call: i + 1, when: "during" as const }] : [])]);
  return process.env.CHAOS_EVERY === "1" ? places : places.filter((_, i) => i % 5 === Number(process.env.CHAOS_SEED ?? 0) % 5);
}
